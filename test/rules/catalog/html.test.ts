import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanHtml, isHtml, plainText } from "../../../src/rules/catalog/html.ts";
import { descriptionHtml, seoOf } from "../../../src/rules/catalog/texts.ts";

describe("what is removed", () => {
  it.each([
    ["a script and its text", "<p>a</p><script>alert(1)</script><p>b</p>", "<p>a</p><p>b</p>"],
    ["a script in capitals, cut", "<SCRIPT>alert(1)", ""],
    ["a script behind a slash", "<script/src=//evil.example></script>ok", "ok"],
    ["a handler", '<p onclick="steal()" onmouseover=x>a</p>', "<p>a</p>"],
    ["a picture with a handler", "<img src=x onerror=alert(1)>a", "a"],
    ["javascript as a link", '<a href="javascript:alert(1)">a</a>', "a"],
    ["javascript as a link, hidden", '<a href=" jAva\n\tscript&#58;alert(1)">a</a>', "a"],
    ["data as a link", '<a href="data:text/html,<script>1</script>">a</a>', "a"],
    ["a style", '<p style="background:url(javascript:1)">a</p><style>p{}</style>', "<p>a</p>"],
    ["a frame, an object, a form", "<iframe src=x>i</iframe><object>o</object><form><input value=v>a</form>", "a"],
    ["svg and what is in it", "<svg><script>1</script><a href='javascript:1'>x</a></svg>a", "a"],
    ["a comment with a tag", "<!-- <script>1</script> -->a<!--[if IE]><b>x</b><![endif]-->", "a"],
    [
      "a quote that breaks out of an attribute",
      "<a href='https://a.example/\"onclick=\"1'>a</a>",
      '<a href="https://a.example/%22onclick=%221">a</a>',
    ],
    ["a tag in a tag", "<scr<script>ipt>alert(1)</scr</script>ipt>", "ipt&gt;alert(1)ipt&gt;"],
    ["a tag written with entities", "&lt;script&gt;1&lt;/script&gt;", "&lt;script&gt;1&lt;/script&gt;"],
  ])("%s", (_, given, wanted) => {
    expect(cleanHtml(given)).toBe(wanted);
  });

  it("any text keeps only listed tags and attributes, and a clean text stays unchanged", () => {
    const bits = constantFrom(
      "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<ul><li>", "<li>", "</ul>", "<a href='https://a.example'>", "</a>", "<script>", "</script>",
      "<img src=x onerror=1>", "<svg>", "</svg>", "<td colspan=2 onclick=1>", "&lt;", "&amp;amp;", "&nbsp;", "<", ">", '"', "'", " ", "\n", "texto", "<br>", "<h1>", "</h1>", "<!--", "-->",
    ); // prettier-ignore
    assert(
      property(array(bits, { maxLength: 40 }), (parts) => {
        const once = cleanHtml(parts.join(""));
        const rest = once.replace(
          /<\/?(?:p|br|hr|strong|em|u|s|sub|sup|small|ul|ol|li|blockquote|a|h[2-6]|table|thead|tbody|tfoot|tr|th|td|caption|dl|dt|dd)(?: (?:href="https:\/\/a\.example\/"|(?:col|row)span="\d{1,2}"))*>/g,
          "",
        );
        expect(rest).not.toMatch(/[<>]/);
        expect(cleanHtml(once)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("what is kept", () => {
  it("keeps paragraphs, lists, tables, emphasis and links; markup of word processors becomes plain", () => {
    expect(
      cleanHtml(
        '<div class="MsoNormal"><span style="color:red">Café <b>forte</b></span></div>\n<h1>Preparo</h1><ul>\n<li>água</li> <li><i>pó</i></li></ul><a target="_blank" href="https://camil.example/a?b=1&c=2">site</a>',
      ),
    ).toBe(
      '<p>Café <strong>forte</strong></p><h2>Preparo</h2><ul><li>água</li><li><em>pó</em></li></ul><a href="https://camil.example/a?b=1&amp;c=2">site</a>',
    );
    expect(cleanHtml('<table><tr><td colspan="2" width=9>a</td></tr></table>')).toBe(
      '<table><tr><td colspan="2">a</td></tr></table>',
    );
  });

  it("nested paragraphs become a sequence, and empty ones are removed", () => {
    expect(cleanHtml("<div><div>a</div><div><p>&nbsp;</p></div><div>b</div></div>")).toBe("<p>a</p><p>b</p>");
  });

  it("plain text is no HTML, whatever signs it has", () => {
    expect(isHtml("Preço < 10 e > 5, R&D")).toBe(false);
    expect(descriptionHtml("Preço < 10\n& mais\n\noutro")).toBe("<p>Preço &lt; 10<br>&amp; mais</p><p>outro</p>");
    expect(descriptionHtml("Caf&eacute; &amp; p&atilde;o")).toBe("<p>Café &amp; pão</p>");
  });

  it("SEO texts contain whole words of the title and of the description's text", () => {
    const html = descriptionHtml(`<p>Arroz ${"branco ".repeat(40)}</p><p>fim</p>`);
    const seo = seoOf("Arroz Tipo 1 ".repeat(8).trim(), html);
    expect(seo.title).toBe("Arroz Tipo 1 Arroz Tipo 1 Arroz Tipo 1 Arroz Tipo 1 Arroz Tipo 1");
    expect(seo.description).toHaveLength(159);
    expect(plainText("<ul><li>a</li><li>b &amp; c</li></ul>")).toBe("a b & c");
  });
});

describe("control characters", () => {
  it.each([
    ["in plain text", "Café\u0000 torrado\nmo\u0007ído", "<p>Café torrado<br>mo ído</p>"],
    ["between tags", "<p>Café\u0000torrado\u0085</p>", "<p>Café torrado</p>"],
    ["by number", "<p>Café&#1;torrado&#x1F;</p>", "<p>Café torrado</p>"],
    ["by number in a line", "Café&#7;torrado", "<p>Café torrado</p>"],
  ])("%s are blanks of a description", (_, given, wanted) => {
    expect(descriptionHtml(given)).toBe(wanted);
  });

  it("by number are blanks of a line", () => {
    expect(plainText("Café&#1;torrado\u0000")).toBe("Café torrado");
  });
});
