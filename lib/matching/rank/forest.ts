/** Small trees whose leaves add up to one number, and the text they are kept as. */

/** A leaf adds a number; a branch asks one figure and goes on below or above a bound. */
export type Tree =
  | { readonly adds: number }
  | {
      /** number of the figure that is asked */
      readonly figure: number;
      /** figures up to this go below, larger ones above */
      readonly bound: number;
      readonly below: Tree;
      readonly above: Tree;
    };

const DECIMALS = 4;
const short = (x: number): string => String(Number(x.toFixed(DECIMALS)) + 0);

/**
 * A tree as one line, its root first. A branch is its figure and bound ('14<6.2956'), behind it stand the tree for figures
 * up to the bound, then the one for figures above it. A number alone is a leaf.
 */
export const treeLine = (tree: Tree): string =>
  'adds' in tree
    ? short(tree.adds)
    : `${tree.figure}<${short(tree.bound)} ${treeLine(tree.below)} ${treeLine(tree.above)}`;

const LEAF = -1;

/** Trees, node behind node, for adding up quickly. */
export class Forest {
  /** figure that a node asks, LEAF for none */
  readonly #figures: Int8Array;
  /** the bound of a branch, what a leaf adds */
  readonly #values: Float64Array;
  /** node for figures above the bound; the one for figures up to it comes next */
  readonly #above: Uint16Array;
  readonly #roots: readonly number[];

  /** `text`: a tree a line, as treeLine writes them. */
  constructor(text: string) {
    const trees = text.trim().split('\n');
    const nodes = trees.map((line) => line.split(' '));
    const count = nodes.reduce((sum, { length }) => sum + length, 0);
    this.#figures = new Int8Array(count).fill(LEAF);
    this.#values = new Float64Array(count);
    this.#above = new Uint16Array(count);
    const roots: number[] = [];
    let at = 0;
    for (const tree of nodes) {
      roots.push(at);
      at = this.#plant(tree, at);
    }
    this.#roots = roots;
  }

  #plant(tree: readonly string[], from: number): number {
    let at = from;
    /** branches whose lower side is not at its end */
    const open: number[] = [];
    for (const node of tree) {
      const cut = node.indexOf('<');
      this.#values[at] = Number(node.slice(cut + 1));
      if (cut < 0) {
        const parent = open.pop();
        if (parent !== undefined) this.#above[parent] = at + 1;
      } else {
        this.#figures[at] = Number(node.slice(0, cut));
        open.push(at);
      }
      at++;
    }
    return at;
  }

  /** What the trees add up to for some figures. */
  sum(figures: readonly number[]): number {
    let sum = 0;
    for (const root of this.#roots) {
      let at = root;
      while (this.#figures[at] !== LEAF)
        at = figures[this.#figures[at]!]! <= this.#values[at]! ? at + 1 : this.#above[at]!;
      sum += this.#values[at]!;
    }
    return sum;
  }
}

/** Sums over trees that are planted when they are first asked for. */
export function sumOfTrees(text: string): (figures: readonly number[]) => number {
  let forest: Forest | undefined;
  return (figures) => {
    forest ??= new Forest(text);
    return forest.sum(figures);
  };
}
