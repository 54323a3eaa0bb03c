import erfc from '@stdlib/math-base-special-erfc';

/**
 * The density at each place of a grid, from how many runs lie at each: a mixture of one kernel a place that has runs,
 * weighted by how many, and one of weight 1 for what is not known yet.
 */
export function parzenDensity(counts: Float64Array, ordered: boolean): Float64Array {
  return ordered ? orderedDensity(counts) : categoricalDensity(counts);
}

/** The kernel of a category is itself, and a little of every other. */
function categoricalDensity(counts: Float64Array): Float64Array {
  const total = sum(counts) + 1;
  const kernels = counts.filter((count) => count > 0).length + 1;
  const other = 1 / kernels;
  const whole = 1 + counts.length * other;
  // Each run gives `other` to every category, and 1 more to its own.
  const spread = (sum(counts) * other) / whole + 1 / counts.length;
  return counts.map((count) => (spread + count / whole) / total);
}

/** Normal kernels of one width, cut off at the ends of the grid; the one of what is not known is as wide as the grid. */
function orderedDensity(counts: Float64Array): Float64Array {
  const places = counts.length;
  const total = sum(counts) + 1;
  const width = bandwidth(counts);
  const density = new Float64Array(places);
  addKernel(density, (places - 1) / 2, places, 1 / total);
  counts.forEach((count, at) => {
    if (count > 0) addKernel(density, at, width, count / total);
  });
  return density;
}

function addKernel(density: Float64Array, centre: number, width: number, weight: number): void {
  const share = weight / normalMass((-0.5 - centre) / width, (density.length - 0.5 - centre) / width);
  for (let at = 0; at < density.length; at += 1) {
    density[at] = (density[at] ?? 0) + share * normalMass((at - 0.5 - centre) / width, (at + 0.5 - centre) / width);
  }
}

/** Scott's rule over the counted places, with a least width that keeps nine tenths of a kernel in its own place. */
function bandwidth(counts: Float64Array): number {
  const total = sum(counts);
  const mean = counts.reduce((part, count, at) => part + count * at, 0) / total;
  const squares = counts.reduce((part, count, at) => part + count * (at - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / Math.max(1, total - 1));
  const quartiles =
    placeOfRun(counts, Math.floor((total * 3) / 4), true) - placeOfRun(counts, Math.floor(total / 4), false);
  return Math.max(1.059 * Math.min(quartiles / 1.34, deviation) * total ** -0.2, 0.5 / 1.64);
}

/** The first place with runs by which at least so many have been counted, or more than so many; else the last one. */
function placeOfRun(counts: Float64Array, rank: number, more: boolean): number {
  let seen = 0;
  let last = 0;
  for (let at = 0; at < counts.length; at += 1) {
    const count = counts[at] ?? 0;
    if (count === 0) continue;
    seen += count;
    last = at;
    if (more ? seen > rank : seen >= rank) return at;
  }
  return last;
}

/** What a standard normal distribution has between two bounds, taken from the tail in which they are small numbers. */
function normalMass(low: number, high: number): number {
  const [near, far] = low > 0 ? [low, high] : [-high, -low];
  return (erfc(near / Math.SQRT2) - erfc(far / Math.SQRT2)) / 2;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
