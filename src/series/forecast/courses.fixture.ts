/** Standard normal draws of a seed: Marsaglia's xorshift, two uniforms a draw (Box and Muller 1958). */
export function normals(seed: number): () => number {
  let state = (seed * 2654435761) | 1;
  const uniform = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) + 0.5) / 4294967296;
  };
  for (let round = 0; round < 20; round++) uniform();
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Noise of deviation 1 in which each minute keeps `memory` (0 to 1) of the one before. */
export function autoregressive(length: number, memory: number, normal: () => number): Float64Array {
  const noise = new Float64Array(length);
  let last = normal();
  for (let at = 0; at < length; at++) {
    noise[at] = last;
    last = memory * last + Math.sqrt(1 - memory * memory) * normal();
  }
  return noise;
}
