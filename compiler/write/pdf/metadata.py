"""What the file says about itself, in XMP and in the information dictionary, word for word the same in both."""

from xml.sax.saxutils import escape

from compiler.model.book import Book

PRODUCER = "WeasyPrint and pikepdf"
CREATOR = "anthology"

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq>{creators}</rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:identifier>{identifier}</dc:identifier>
<xmp:CreatorTool>{tool}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


def creators(book: Book) -> tuple[str, ...]:
    """Return who made the book: its authors, else its editor."""
    return book.authors or ((book.editor,) if book.editor else ())


def xmp(book: Book) -> bytes:
    """Return the XMP packet. It claims PDF/A-2a and PDF/UA-1."""
    return XMP.format(
        title=escape(book.title),
        creators="".join(f"<rdf:li>{escape(name)}</rdf:li>" for name in creators(book)),
        language=escape(book.language),
        identifier=escape(book.identifier),
        tool=CREATOR,
        moment=escape(book.modified),
        producer=PRODUCER,
    ).encode()


def docinfo(book: Book) -> dict[str, str]:
    """Return the entries of the information dictionary; a date there is `D:YYYYMMDDHHmmSSZ`."""
    digits = "".join(character for character in book.modified if character.isdigit())
    info = {
        "/Title": book.title,
        "/Author": ", ".join(creators(book)),
        "/Creator": CREATOR,
        "/Producer": PRODUCER,
        "/CreationDate": f"D:{digits}Z",
        "/ModDate": f"D:{digits}Z",
    }
    return {key: value for key, value in info.items() if value}
