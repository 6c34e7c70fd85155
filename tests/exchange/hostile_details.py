"""Hostile phone numbers, e-mail addresses and links."""

# One card a row, however long.
# ruff: noqa: E501
# fmt: off

from tests.exchange.hostile_cards import Hostile, ann

PHONES = [
    Hostile("plain", ann(phones=["+49 30 901820"])),
    Hostile("Arabic digits", ann(phones=["+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧"]), {"phones": ["+966 50 123 4567"]}),
    Hostile("Persian digits", ann(phones=["۰۲۱ ۸۸۷۷"]), {"phones": ["021 8877"]}),
    Hostile("Devanagari digits", ann(phones=["+९१ ९८१०"]), {"phones": ["+91 9810"]}),
    Hostile("full-width digits", ann(phones=["＋８１−３−１２３４"]), {"phones": ["+81-3-1234"]}),
    Hostile("extension", ann(phones=["+1 555 0100 ext. 204"]), {"phones": ["+1 555 0100"], "note": "Phone ext.: 204"}),
    Hostile("extension x", ann(phones=["555-0100x204"]), {"phones": ["555-0100"], "note": "Phone ext.: 204"}),
    Hostile("extension hash", ann(phones=["+1 555 0100 #204"]), {"phones": ["+1 555 0100"], "note": "Phone ext.: 204"}),
    Hostile("extension in a URI", ann(phones=["tel:+1-555-0100;ext=204"]), {"phones": ["+1-555-0100"], "note": "Phone ext.: 204"}),
    Hostile("pauses", ann(phones=["+1 555 0100,,204#"]), {"phones": ["+1 555 0100"], "note": "Phone ext.: 204"}),
    Hostile("extension in Arabic digits after a note", ann(phones=["+20 2 555 ext ٢٠٤"], note="hi"), {"phones": ["+20 2 555"], "note": "hi\nPhone ext.: 204"}),
    Hostile("extension of one of two", ann(phones=["+1 555 0100 ext 7", "+1 555 0199"]), {"phones": ["+1 555 0100", "+1 555 0199"], "note": "Phone ext.: 7 (+1 555 0100)"}),
    Hostile("zero in brackets", ann(phones=["+44 (0)20 7946 0000"]), {"phones": ["+44 20 7946 0000"]}),
    Hostile("brackets", ann(phones=["(030) 901820"])),
    Hostile("slash and dots", ann(phones=["030/90.18.20"])),
    Hostile("odd spaces", ann(phones=["\u202a+49\u00a030\u2009901820\u202c"]), {"phones": ["+49 30 901820"]}),
    Hostile("en dashes", ann(phones=["030–901–820"]), {"phones": ["030-901-820"]}),
    Hostile("label", ann(phones=["Tel.: +49 30 901820"]), {"phones": ["+49 30 901820"]}),
    Hostile("short", ann(phones=["112"])),
    Hostile("blank", ann(phones=["", "  ", None]), {"phones": []}),
]

EMAILS = [
    Hostile("plus", ann(emails=["ann+webinar@example.org"])),
    Hostile("apostrophe", ann(emails=["o'neil@example.org"])),
    Hostile("quoted with separators", ann(emails=['"a,b;c"@example.org'])),
    Hostile("international", ann(emails=["ünna@exämple.example"])),
    Hostile("international in another script", ann(emails=["用户@例え.jp"])),
    Hostile("mailto", ann(emails=["mailto:ann@example.org"]), {"emails": ["ann@example.org"]}),
    Hostile("display name", ann(emails=["Ann Lee <ann@example.org>"]), {"emails": ["ann@example.org"]}),
    Hostile("pasted marks", ann(emails=["\u200bann@example.org\u200e "]), {"emails": ["ann@example.org"]}),
    Hostile("longest", ann(emails=["a" * 64 + "@" + ".".join(["b" * 60] * 3) + ".org"])),
]

LINKS = [
    Hostile("comma", ann(urls=["https://example.org/a,b"]), {"urls": ["https://example.org/a%2Cb"]}),
    Hostile("semicolon", ann(urls=["https://example.org/a;b?c;d#e;f"]), {"urls": ["https://example.org/a%3Bb?c%3Bd#e%3Bf"]}),
    Hostile("colons", ann(urls=["https://example.org:8443/a:b?t=12:30"])),
    Hostile("query", ann(urls=["https://example.org/?a=1&b=2#top"])),
    Hostile("backslash", ann(urls=["https://example.org/a\\b"]), {"urls": ["https://example.org/a%5Cb"]}),
    Hostile("quotes", ann(urls=['https://example.org/"<a>"']), {"urls": ["https://example.org/%22%3Ca%3E%22"]}),
    Hostile("space", ann(urls=["https://example.org/a b"]), {"urls": ["https://example.org/a%20b"]}),
    Hostile("IDN", ann(urls=["https://bücher.example/für"]), {"urls": ["https://xn--bcher-kva.example/f%C3%BCr"]}),
    Hostile("IDN in Japanese", ann(urls=["https://例え.jp/"]), {"urls": ["https://xn--r8jz45g.jp/"]}),
    Hostile("full-width host", ann(urls=["https://ｅｘａｍｐｌｅ.org/"]), {"urls": ["https://example.org/"]}),
    Hostile("no scheme", ann(urls=["www.example.org/in/ann"]), {"urls": ["https://www.example.org/in/ann"]}),
    Hostile("no scheme but a port", ann(urls=["example.org:8080/x"]), {"urls": ["https://example.org:8080/x"]}),
    Hostile("no scheme but slashes", ann(urls=["//example.org/x"]), {"urls": ["https://example.org/x"]}),
    Hostile("loud", ann(urls=["HTTPS://EXAMPLE.ORG/Path"]), {"urls": ["https://example.org/Path"]}),
    Hostile("stray percent", ann(urls=["https://example.org/100%/%41"]), {"urls": ["https://example.org/100%25/%41"]}),
    Hostile("address of version 6", ann(urls=["http://[2001:db8::1]:80/"])),
    Hostile("javascript as a query", ann(urls=["https://example.org/?u=javascript:alert(1)"])),
    Hostile("underscore in the host", ann(urls=["https://my_host.example.org/"])),
    Hostile("long", ann(urls=["https://example.org/" + "a" * 800])),
    Hostile("several", ann(urls=["https://a.example/", "https://b.example/", "http://c.example/"])),
]

HOSTILE_DETAILS = [*PHONES, *EMAILS, *LINKS]
