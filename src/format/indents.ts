/** How far a line is indented. */
export interface Indent {
  readonly text: string;
  readonly width: number;
  /** The steps that it is made of: a whole level, or so many columns. */
  readonly steps: readonly (number | "level")[];
}

export interface IndentOptions {
  readonly tabWidth: number;
  readonly useTabs: boolean;
}

/** Makes indents. With tabs, columns become tabs where levels follow, and spaces at the end. */
export class Indents {
  private readonly options: IndentOptions;
  private readonly known = new Map<Indent, Indent>();
  private readonly root: Indent = { text: "", width: 0, steps: [] };

  constructor(options: IndentOptions) {
    this.options = options;
  }

  level(count: number): Indent {
    return count === 0 ? this.root : this.deeper(this.level(count - 1));
  }

  deeper(indent: Indent): Indent {
    const known = this.known.get(indent);
    if (known) return known;
    const made = this.make([...indent.steps, "level"]);
    this.known.set(indent, made);
    return made;
  }

  aligned(indent: Indent, width: number): Indent {
    if (width === 0) return indent;
    return this.make(width < 0 ? indent.steps.slice(0, -1) : [...indent.steps, width]);
  }

  private make(steps: Indent["steps"]): Indent {
    const { useTabs, tabWidth } = this.options;
    let text = "";
    let width = 0;
    let columns: number[] = [];
    for (const step of steps) {
      if (step !== "level") {
        columns.push(step);
        continue;
      }
      const spaces = sum(columns) + tabWidth;
      text += useTabs ? "\t".repeat(columns.length + 1) : " ".repeat(spaces);
      width += useTabs ? tabWidth * (columns.length + 1) : spaces;
      columns = [];
    }
    return { text: text + " ".repeat(sum(columns)), width: width + sum(columns), steps };
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
