"""Five tables as broadcasters might send them, in layouts of our own invention, as the bytes of files."""

import datetime
import io

from openpyxl import Workbook


def packed(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_merged_title() -> bytes:
    """A title over all columns, a line about it, a merged territory, countries by name, dates as text, a footer."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Rights"
    sheet.append(["Example Sport – ISU Speed Skating World Cup 2025/26"])
    sheet.append(["Status: 3 November 2025 · confidential"])
    sheet.append([])
    sheet.append(["Territory", "Event", "Dates", "Rights", "Live / Delay", "VOD", "Exclusivity", "URL"])
    sheet.append(["Norway", "World Cup 1", "14.11.2025 – 16.11.2025", "Pay TV", "LIVE", "yes", "non-exclusive",
                  "www.example.org/no"])  # fmt: skip
    sheet.append(["", "WC2", "21.11.2025 – 23.11.2025", "TV", "delayed", "no", "non-exclusive", "www.example.org/no"])
    sheet.append(["Holland and Great Britain", "WC 1-2", "14.11.2025 – 23.11.2025", "Stream", "live", "yes",
                  "exclusive", "https://example.org/all"])  # fmt: skip
    sheet.append(["Subject to change without notice."])
    sheet.merge_cells("A1:H1")
    sheet.merge_cells("A2:H2")
    sheet.merge_cells("A5:A6")
    sheet.merge_cells("A8:H8")
    return packed(book)


def with_several_sheets() -> bytes:
    """A cover and a list of contacts beside the table; ISO codes, real dates, German names of columns."""
    book = Workbook()
    book.active.title = "Deckblatt"
    book.active.append(["Example Sport", "Lizenzübersicht"])
    rights = book.create_sheet("Rechte 2025-26")
    rights.append(["Gebiet", "Veranstaltung", "von", "bis", "Verbreitung", "Übertragungsart", "Exklusiv", "Sprache"])
    first, last = datetime.datetime(2025, 11, 14), datetime.datetime(2025, 11, 16)
    rights.append(["DE, AT", "Weltcup 1", first, last, "Fernsehen", "zeitversetzt", "nein", "Deutsch"])
    first, last = datetime.datetime(2025, 11, 21), datetime.datetime(2025, 11, 23)
    rights.append(["CH", "Weltcup 2", first, last, "Online", "Live", "ja", "Deutsch"])
    contacts = book.create_sheet("Kontakt")
    contacts.append(["Name", "Telefon"])
    contacts.append(["Redaktion", "0123"])
    return packed(book)


def in_french() -> bytes:
    """CSV with semicolons under a title with a comma; months by name, NOC codes in one cell."""
    return (
        "Example Sport, droits de diffusion ;;;;;\n"
        ";;;;;\n"
        "Territoire;Épreuve;Début;Fin;Chaîne;Type de diffusion\n"
        "FRA/BEL;Coupe du monde 1;14 novembre 2025;16 novembre 2025;Example 2;en direct\n"
        "SUI;Inzell;21 novembre 2025;23 novembre 2025;Example 3;différé\n"
    ).encode()


def with_slashes() -> bytes:
    """Dates with slashes of which none says which number is the day; one country a row, no event."""
    return (
        b"Market,Start date,End date,Channel,Mode,FTA/Pay\n"
        b"Poland,01/11/2025,06/12/2025,Example PL,LIVE,FTA\n"
        b"South Korea,01/11/2025,06/12/2025,Example KR,Highlights,Pay\n"
    )


def pasted() -> str:
    """Cells copied from a spreadsheet, without a header that anybody knows."""
    return (
        "Where\tWhat\tHow\tAddress\n"
        "Sweden\tWC1; WC2\tLive\thttps://example.org/se\n"
        "Finland\tFinal\tHighlights\thttps://example.org/fi\n"
    )
