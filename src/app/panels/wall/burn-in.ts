/** How far a picture element wanders from its place, px. */
export const burnInReachPx = 6;
const side = 2 * burnInReachPx;

/**
 * Where the wall's picture stands in a minute: one pixel from where it was the minute before, to and fro line by line
 * over all places within reach, so that no edge stays on the same pixels.
 */
export function burnInShift(minute: number): { readonly x: number; readonly y: number } {
  // A line takes `side` steps across and one down.
  const line = Math.floor(minute / (side + 1));
  const across = minute % (side + 1);
  return {
    x: (line % 2 === 0 ? across : side - across) - burnInReachPx,
    y: toAndFro(line) - burnInReachPx,
  };
}

const toAndFro = (step: number): number => {
  const phase = step % (2 * side);
  return phase <= side ? phase : 2 * side - phase;
};
