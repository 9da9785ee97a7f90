/**
 * Why nothing could be run, in words for whoever asked: what is wrong and what to do. Not a fault of flowgen.
 * `usage` is about what was asked for (a task that does not exist), `project` about what is there (a file that throws).
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly about: "usage" | "project";

  constructor(about: "usage" | "project", message: string) {
    super(message);
    this.about = about;
  }
}
