import { format, type Options } from "prettier";

/** Text of a paragraph that no Markdown means anything by, on one line. */
const PLAIN = /^(?:#+ )?[A-Za-z](?:[A-Za-z0-9,.:;'"()/=-]| (?! ))*$/;

/**
 * Formats Markdown that is printed as prettier prints it, as `FLOWS.md` is but for the prose of its authors: only
 * paragraphs in which prettier could want something else are given to it.
 */
export async function formatMarkdown(text: string, options: Options): Promise<string> {
  if (options.plugins?.length || (options.proseWrap ?? "preserve") !== "preserve") return format(text, options);
  const blocks = text.trimEnd().split("\n\n");
  const unsure = [...blocks.keys()].filter((index) => !isSettled(blocks[index] ?? ""));
  if (unsure.length > 0) {
    const asked = unsure.map((index) => blocks[index]).join("\n\n");
    const answered = (await format(asked, options)).trimEnd().split("\n\n");
    if (answered.length !== unsure.length) return format(text, options);
    for (const [at, index] of unsure.entries()) blocks[index] = answered[at] ?? "";
  }
  return `${blocks.join("\n\n")}\n`;
}

/** Plain prose, one comment, one code span, or a fence from beginning to end. */
function isSettled(block: string): boolean {
  if (block.startsWith("```")) return block.endsWith("\n```") && block.split("\n```").length === 2;
  return /^`[^`\n]+`$/.test(block) || /^<!-- [^\n]* -->$/.test(block) || PLAIN.test(block);
}
