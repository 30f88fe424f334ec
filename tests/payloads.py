"""What attackers write into the fields of an article; `planted.py` makes sites in which it stands everywhere.

In each payload `@` stands for a number of its own: a script that runs calls `X(number)`, so that it is known
which payload ran, and in which field.
"""

from __future__ import annotations

_VECTORS = (
    "<script>X(@)</script>",
    "<img src=x onerror=X(@)>",
    "<svg onload=X(@)>",
    "<svg><script>X(@)</script></svg>",
    "<iframe srcdoc='<script>parent.X(@)</script>'></iframe>",
    "<iframe src='javascript:parent.X(@)'></iframe>",
    "<details open ontoggle=X(@)>x</details>",
    "<input autofocus onfocus=X(@)>",
    "<video><source onerror=X(@)></video>",
    "<a href='javascript:X(@)'>x</a>",
    "<form action='javascript:X(@)'><button>x</button></form>",
    "<p onpointerover=X(@) style='animation:a 1s' onanimationstart=X(@)>x</p>",
)
_WAYS_OUT = (
    '">', "'>", "-->", "]]>", "</title>", "</script>", "</textarea></style></noscript>", '"}</script>',
    "<!--<script>", "</a></p></figcaption></h1>",
)  # fmt: skip
"""What ends an attribute, a comment, a text, JSON."""

_OTHERS = (
    '" onmouseover="X(@)', "' onmouseover='X(@)", '" autofocus onfocus="X(@)', "` onmouseover=`X(@)",
    '" style="x" onanimationstart="X(@)', "x onerror=X(@) y", "/><script>X(@)</script>",
    "<script/src=data:,X(@)></script>", "<script\u2028>X(@)</script>", "\u2028X(@)//", "';X(@);'",
    '";X(@);"', "\\';X(@);//", "</ScRiPt ><ScRiPt>X(@)</ScRiPt>", "<scr<script>ipt>X(@)</scr</script>ipt>",
    "<scr\u00adipt>X(@)</script>", "\uff1cscript\uff1eX(@)\uff1c/script\uff1e",
    "<\u017fcript>X(@)</\u017fcript>", "<scr\u0131pt>X(@)</scr\u0131pt>",
    "+ADw-script+AD4-X(@)+ADw-/script+AD4-", "%3Cscript%3EX(@)%3C/script%3E",
    "&lt;script&gt;X(@)&lt;/script&gt;", "&#60;script&#62;X(@)&#60;/script&#62;",
    "&amp;lt;img src=x onerror=X(@)&gt;", "\\u003cscript\\u003eX(@)\\u003c/script\\u003e",
    "<body onload=X(@)>", "<marquee onstart=X(@)>x</marquee>", "<object data='javascript:X(@)'></object>",
    "<embed src='javascript:X(@)'>", "<base href='javascript:X(@)//'>",
    "<meta http-equiv=refresh content='0;url=javascript:X(@)'>",
    "<link rel=import href='data:text/html,X(@)'>",
    "<link rel=stylesheet href='data:text/css,*{background:url(/x@)}'>",
    "<style>@import 'javascript:X(@)'</style>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=X(@)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=X(@)>'>",
    "<template><img src=x onerror=X(@)></template>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=X(@) />#x'/></svg>",
    "<svg><animate onbegin=X(@) dur=1s>",
    "<svg><a xlink:href='javascript:X(@)'><text y=9>x</text></a></svg>",
    "<svg><style><img src=x onerror=X(@)>", "<svg></p><style><a id='</style><img src=x onerror=X(@)>'>",
    "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id='</style>"
    "<img onerror=X(@) src>'>",
    "<textarea autofocus onfocus=X(@)>", "<button formaction='javascript:X(@)'>x</button>",
    "<isindex action='javascript:X(@)'>", "<x contenteditable onblur=X(@)>x",
    "<img srcset='x 1x' onerror=X(@)>", "<image src=x onerror=X(@)>", "<audio src=x onerror=X(@)>",
    "<frameset onload=X(@)>", "{{ X(@) }}", "{{ ''.__class__.__mro__ }}<b onclick=X(@)>",
    "{% raw %}<script>X(@)</script>{% endraw %}", "{{ '<script>X(@)</script>'|safe }}",
    "<?xml-stylesheet href='javascript:X(@)'?>", "<![CDATA[<script>X(@)</script>]]>",
    "<!DOCTYPE x [<!ENTITY e '<script>X(@)</script>'>]>&e;",
    "]]><script xmlns='http://www.w3.org/1999/xhtml'>X(@)</script>",
    "<html:script xmlns:html='http://www.w3.org/1999/xhtml'>X(@)</html:script>", "=X(@)", "@import X(@)",
    "[x](javascript:X(@))", "![x](javascript:X(@))", "<javascript:X(@)>", "[x](<java&Tab;script:X(@)>)",
    "[x](data:text/html,<script>X(@)</script>)", "[x]\n\n[x]: javascript:X(@)", "x {: onclick=X(@) }",
    "# x {onclick=X(@)}", '![x](x.png "\\"onerror=X(@) y=\\"")', '[x](/x "\\" onclick=\\"X(@)")',
    "[^1]\n\n[^1]: <script>X(@)</script>", "```\"><script>X(@)</script>\nx\n```",
    "*[x]: \"onmouseover=X(@)\n\nx", "<div markdown=1 onclick=X(@)>x</div>",
    "<p id=main onclick=X(@)>x</p>", "<a href=/ ping=javascript:X(@)>x</a>",
    "<q cite='javascript:X(@)'>x</q>", "<del cite='data:text/html,X(@)'>x</del>",
    "<blockquote cite='vbscript:X(@)'>x</blockquote>",
)  # fmt: skip

PAYLOADS = (*_VECTORS, *(end + start for end in _WAYS_OUT for start in _VECTORS[:6]), *_OTHERS)

_SCHEMES = ("javascript:X(@)", "data:text/html,<script>X(@)</script>", "vbscript:X(@)")
_FORMS = (
    "^", " ^", "\t^", "\x01^", "\u2028^", "//host/%0a^", "x:^", "feed:^", "view-source:^", "blob:^",
    "file:///^", "/\n^", "//evil.example\n/^", "https:^", "mailto:\r\n^",
)  # fmt: skip
ADDRESSES = (
    *(form.replace("^", scheme) for scheme in _SCHEMES for form in _FORMS),
    "JaVaScRiPt:X(@)", "java\tscript:X(@)", "java\nscript:X(@)", "java\rscript:X(@)", "\x00javascript:X(@)",
    "javascript\t:X(@)", "java&Tab;script:X(@)", "&#106;avascript:X(@)", "&#x6A;avascript&colon;X(@)",
    "javascript&#58;X(@)", "&NewLine;javascript:X(@)", "java&#10;script:X(@)", "javascript://host/%0aX(@)",
    "\u00a0javascript:X(@)", "\ufeffjavascript:X(@)", "\u200bjavascript:X(@)", "java\u0000script:X(@)",
    "data:image/svg+xml,<svg onload=X(@)/>", "data:;base64,PHNjcmlwdD5YKDEpPC9zY3JpcHQ+",
    "DATA:text/html,X(@)",
    "intent://x#Intent;scheme=javascript;X(@);end", "ws://x/", "ftp://x/", "jar:http://x!/", "ms-its:x",
    "about:blank#X(@)", "/a\nX-Evil: 1\n\n<script>X(@)</script>", "/a\r\nSet-Cookie: x=@", "/a /b 200!\n/*",
    "/a https://evil.example/ 301", '/a" { return 200 "<script>X(@)</script>"; }', "/a;}\nlocation /b{",
    "/$1${host}",
    "/%0d%0aX-Evil:1", "/a\u0085b",
)  # fmt: skip
"""Addresses that no reader may be led to, and texts that would end the line of a file in which they stand."""
