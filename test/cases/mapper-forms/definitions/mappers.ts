/** Plain functions: this module does not import flowgen, so generated code can import it. */
export const toGerman = (page: { text: string }) => ({ text: page.text, language: "en", to: "de" });

export function firstLines(page: { lines: string[] }): string[] {
  return page.lines.slice(0, 3);
}

export const mappers = { toFrench: (page: { text: string }) => ({ text: page.text, language: "en", to: "fr" }) };
