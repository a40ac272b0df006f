"""Papers, charts and QR: a frozen dataclass of :mod:`facts` in, finished bytes out; no database.

Modules load reportlab and qrcode only when a paper is made, so importing them costs nothing.

===================  ====================================================================
``receipt``          ``pdf(Receipt, words, size="a5" | "80mm" | "58mm") -> bytes``
``transfer_slip``    ``pdf(TransferSlip, words) -> bytes``
``activation_slip``  ``pdf(ActivationSlip, words, size="a6" | "80mm") -> bytes``
``poster``           ``pdf(Poster, words, other) -> bytes``
``letter``           ``pdf([Letter, …], words, fold="cn" | "din") -> bytes``
``report``           ``pdf(Report, words) -> bytes``
``chart``            ``chart_svg(Chart, Palette, width, height) -> str``
``qr``               ``matrix(text) -> list[list[bool]]``
``text``             ``missing_glyphs(text) -> str``: ask before printing a name
===================  ====================================================================
"""
