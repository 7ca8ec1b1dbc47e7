import rules from "./xss_rules.json" with { type: "json" };

// Texts that would run a script where a page forgot to treat them as text. `alert`, `print` and
// `x` are only names: the tests look whether anything at all ran. The last ones are for whoever reads Markdown, or
// makes links of addresses.

export const XSS: string[] = [
  "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<ScRiPt>alert(1)</sCrIpT>",
  "<script src=data:,alert(1)></script>", "<scr<script>ipt>alert(1)</script>", "<script\n>alert(1)</script>",
  "<img src=x onerror=alert(1)>", "<img src=x onerror=alert`1`>", "\"><img src=x onerror=alert(1)>",
  "'><img src=x onerror=alert(1)>", "<img/src/onerror=alert(1)>", "<IMG SRC=\"javascript:alert(1)\">",
  "<svg onload=alert(1)>", "<svg/onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
  "<svg><animate onbegin=alert(1) attributeName=x>", "<svg><a href=\"javascript:alert(1)\">x</a></svg>",
  "<body onload=alert(1)>", "<details open ontoggle=alert(1)>", "<video><source onerror=alert(1)>",
  "<audio src=x onerror=alert(1)>", "<iframe src=javascript:alert(1)>", "<iframe srcdoc=\"<script>alert(1)</script>\">",
  "<object data=javascript:alert(1)>", "<embed src=javascript:alert(1)>", "<a href=javascript:alert(1)>x</a>",
  "<a href=\"java&#115;cript:alert(1)\">x</a>", "<form action=javascript:alert(1)><button>x", "<math href=javascript:alert(1)>x",
  "<input autofocus onfocus=alert(1)>", "<select autofocus onfocus=alert(1)>", "<textarea autofocus onfocus=alert(1)>",
  "</textarea><script>alert(1)</script>", "</title><script>alert(1)</script>", "</style><script>alert(1)</script>",
  "<style>@import 'javascript:alert(1)'</style>", "<link rel=stylesheet href=javascript:alert(1)>",
  "<base href=//evil.example/>", "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
  "\" onmouseover=alert(1) x=\"", "' onfocus=alert(1) autofocus x='", "\" autofocus onfocus=alert(1) x=\"",
  "--><script>alert(1)</script>", "<!--><script>alert(1)</script>-->", "<![CDATA[<script>alert(1)</script>]]>",
  "{{constructor.constructor('alert(1)')()}}", "${alert(1)}", "&lt;script&gt;alert(1)&lt;/script&gt;",
  "%3Cscript%3Ealert(1)%3C/script%3E", "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
  "<leptos-island data-component=Live_1 data-props='{}'>", "<p data-live=state>alert(1)</p>", "javascript:alert(1)",
  "[x](javascript:alert(1))", "![x](javascript:alert(1))", "[x](data:text/html,<script>alert(1)</script>)",
  "![x](x\"onerror=\"alert(1))", "[x](https://example.org \"onmouseover=alert(1)\")", "[x]: javascript:alert(1)",
  "[<img src=x onerror=alert(1)>](https://example.org)", "**<svg onload=alert(1)>**", "`<script>alert(1)</script>`",
  "> <iframe src=javascript:alert(1)>", "https://example.org/\"onmouseover=\"alert(1)", "https://example.org/<script>alert(1)</script>",
];

/**
 * And some 2 400 more, by rule: each way out of where a text stands, with each tag that runs something
 * and each way to write the call, and with each tag that leads somewhere and each way to write where.
 * `server/tests/security/xss.rs` makes the same.
 */
export function byRule(): string[] {
  const made: string[] = [];
  for (const [at, out] of rules.breaks.entries()) {
    for (const [which, tag] of rules.tags.entries()) {
      for (const [how, call] of rules.calls.entries()) {
        const handler = rules.handlers[(at + which + how) % rules.handlers.length] as string;
        made.push(out + tag.replace("{h}", () => handler + call));
      }
    }
    for (const carrier of rules.carriers) {
      for (const address of rules.addresses) made.push(out + carrier.replace("{a}", () => address));
    }
  }
  return made;
}

/** As many in a text as fit. */
export function packed(texts: string[], most: number): string[] {
  const packs: string[] = [];
  for (const text of texts) {
    const last = packs.at(-1);
    if (last !== undefined && last.length + text.length < most) packs[packs.length - 1] = `${last}\n${text}`;
    else packs.push(text);
  }
  return packs;
}
