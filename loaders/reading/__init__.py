"""Files (txt, md, html, pdf) to text in which every character knows its place in the source (`text.MappedText`).

What is undone here is undone in any text: broken words (`normalise`), slips of scanning (`repairs`), the columns of a PDF
(`pdf*`), mark-up, and contact details, which are not loaded (`contacts`). What a text means is not asked here.
"""
