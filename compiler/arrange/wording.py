"""The few words a book adds of its own: headings of its matter, references, the lines of imprint and colophon."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """The book's own words in one language; `{}` takes a name or a number."""

    contents: str = "Contents"
    notes: str = "Authors’ Notes"
    colophon: str = "Colophon"
    introduction: str = "Introduction"
    contributors: str = "Contributors"
    volume: str = "Volume {}"
    various: str = "Various authors"
    others: str = "{} and others"
    compiled_by: str = "compiled by {}"
    conjunction: str = " and "
    author_note: str = "Author’s note at the back of the book"
    note: str = "Note at the back of the book"
    before_story: str = "Before the story"
    after_story: str = "After the story"
    inside: str = "At the star in the text"
    before: str = "Before “{}”"
    after: str = "After “{}”"
    within: str = "In “{}”"
    personal_copy: str = (
        "This is a personal copy, made for reading and not for sale. Nobody makes any profit from it."
    )
    owners: str = (
        "Every story belongs to its author. Characters and settings of other works belong to their owners."
    )
    disclaimers: str = "The authors state:"
    made: str = (
        "Compiled by Anthology {}. Quotation marks, dashes, ellipses and scene breaks were set by rule. Every "
        "correction is listed in the report that was made with this book, and can be undone."
    )
    typeface: str = "The printed book is set in {}."
    word_count: str = "{} words"
    first_published: str = "published {}"
    last_updated: str = "updated {}"

    def listed(self, names: Sequence[str]) -> str:
        """Join names as prose does: A, B and C."""
        *most, last = names
        return self.conjunction.join((", ".join(most), last)) if most else last


WORDINGS = {
    "en": Wording(),
    "de": Wording(
        contents="Inhalt",
        notes="Anmerkungen der Autoren",
        colophon="Kolophon",
        introduction="Einleitung",
        contributors="Beiträger",
        volume="Band {}",
        various="Verschiedene Autoren",
        others="{} und andere",
        compiled_by="zusammengestellt von {}",
        conjunction=" und ",
        author_note="Anmerkung am Ende des Buches",
        note="Anmerkung am Ende des Buches",
        before_story="Vor der Geschichte",
        after_story="Nach der Geschichte",
        inside="Beim Sternchen im Text",
        before="Vor „{}“",
        after="Nach „{}“",
        within="In „{}“",
        personal_copy="Dies ist ein privates Exemplar zum Lesen, nicht zum Verkauf. Niemand verdient daran.",
        owners="Jede Geschichte gehört ihrem Autor. Figuren und Schauplätze anderer Werke gehören deren Inhabern.",
        disclaimers="Die Autoren erklären:",
        made="Zusammengestellt mit Anthology {}. Anführungszeichen, Striche, Auslassungspunkte und Szenenwechsel "
        "wurden nach Regeln gesetzt. Jede Korrektur steht im Bericht zu diesem Buch und lässt sich zurücknehmen.",
        typeface="Das gedruckte Buch ist aus der {} gesetzt.",
        word_count="{} Wörter",
        first_published="veröffentlicht {}",
        last_updated="aktualisiert {}",
    ),
    "fr": Wording(
        contents="Table des matières",
        notes="Notes des auteurs",
        colophon="Colophon",
        introduction="Introduction",
        contributors="Contributeurs",
        volume="Volume {}",
        various="Auteurs divers",
        others="{} et d’autres",
        compiled_by="réuni par {}",
        conjunction=" et ",
        author_note="Note de l’auteur à la fin du livre",
        note="Note à la fin du livre",
        before_story="Avant l’histoire",
        after_story="Après l’histoire",
        inside="À l’étoile dans le texte",
        before="Avant « {} »",
        after="Après « {} »",
        within="Dans « {} »",
        personal_copy="Ceci est un exemplaire personnel, fait pour être lu et non vendu. Personne n’en tire profit.",
        owners="Chaque histoire appartient à son auteur. Les personnages et lieux d’autres œuvres appartiennent "
        "à leurs ayants droit.",
        disclaimers="Les auteurs déclarent :",
        made="Composé avec Anthology {}. Guillemets, tirets, points de suspension et séparations de scènes suivent "
        "des règles. Chaque correction figure dans le rapport de ce livre et peut être annulée.",
        typeface="Le livre imprimé est composé en {}.",
        word_count="{} mots",
        first_published="publié le {}",
        last_updated="mis à jour le {}",
    ),
    "es": Wording(
        contents="Índice",
        notes="Notas de los autores",
        colophon="Colofón",
        introduction="Introducción",
        contributors="Colaboradores",
        volume="Volumen {}",
        various="Varios autores",
        others="{} y otros",
        compiled_by="recopilado por {}",
        conjunction=" y ",
        author_note="Nota del autor al final del libro",
        note="Nota al final del libro",
        before_story="Antes del relato",
        after_story="Después del relato",
        inside="En el asterisco del texto",
        before="Antes de «{}»",
        after="Después de «{}»",
        within="En «{}»",
        personal_copy="Este es un ejemplar personal, hecho para leer y no para vender. Nadie obtiene beneficio de él.",
        owners="Cada relato pertenece a su autor. Los personajes y escenarios de otras obras pertenecen a sus dueños.",
        disclaimers="Los autores declaran:",
        made="Compuesto con Anthology {}. Comillas, rayas, puntos suspensivos y cambios de escena siguen reglas. "
        "Cada corrección figura en el informe de este libro y puede deshacerse.",
        typeface="El libro impreso está compuesto en {}.",
        word_count="{} palabras",
        first_published="publicado el {}",
        last_updated="actualizado el {}",
    ),
}


def wording(language: str) -> Wording:
    """Return the words for a language (BCP 47; its first part decides), else the English ones."""
    return WORDINGS.get(language.split("-")[0].lower(), WORDINGS["en"])
