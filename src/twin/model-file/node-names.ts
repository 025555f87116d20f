/** Longer names are cut, characters. */
const longest = 200;

// Control characters and marks that turn the direction of text would let a name pretend to be another.
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;

const cleaned = (name: unknown): string =>
  typeof name === 'string' ? name.replace(unseen, ' ').replace(/\s+/g, ' ').trim().slice(0, longest) : '';

/**
 * The names by which bindings know nodes: as in the file, or after their mesh, or "node 12" by their place in the
 * file; the second of a name is "name #2".
 */
export class NodeNames {
  readonly #taken = new Set<string>();
  readonly #last = new Map<string, number>();

  give(own: unknown, mesh: unknown, at: number): string {
    const wished = cleaned(own) || cleaned(mesh) || `node ${at}`;
    let name = wished;
    let number = this.#last.get(wished) ?? 1;
    while (this.#taken.has(name)) name = `${wished} #${++number}`;
    this.#last.set(wished, number);
    this.#taken.add(name);
    return name;
  }
}
