# Read by the other scripts: what is missing on the system is installed, or the reader is told what to install.

stop() {    # LINES: say why, and end
    printf '%s\n' "$@" >&2
    exit 1
}

install_packages() {    # NAMES of Debian's packages, separated by spaces
    [ -n "$1" ] || return 0
    as_root=
    [ "$(id -u)" = 0 ] || as_root="sudo -n"
    if ! command -v apt-get >/dev/null; then
        stop "setup: missing on this system, in the names of Debian's packages: $1" \
            "Please install them with the system's own package manager, then run make again."
    elif ! $as_root true 2>/dev/null; then
        stop "setup: packages are missing, and installing them needs root. Please run" \
            "    sudo apt-get install --no-install-recommends $1" "and then make again."
    fi
    echo "setup: apt-get install $1"
    log=$(mktemp)
    # shellcheck disable=SC2086  # the names are words
    if $as_root apt-get update -q >"$log" 2>&1 &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $1 >>"$log" 2>&1; then
        rm -f "$log"
    else
        tail -n 20 "$log" >&2
        stop "setup: apt-get could not install: $1" "The whole log is $log"
    fi
}
