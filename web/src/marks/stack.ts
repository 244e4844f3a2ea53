// Dots of a quantile dot plot: each value keeps its place along the axis as near as its
// column allows, and dots that would overlap stand on each other.

export interface Dot {
  x: number; // centre
  level: number; // 0 stands on the axis
  index: number; // of the value
}

// stack places values, already on the axis in pixels, in columns of the dots' width.
export function stack(positions: number[], diameter: number): Dot[] {
  const order = positions.map((x, index) => ({ x, index })).sort((a, b) => a.x - b.x);
  const dots: Dot[] = [];
  for (let i = 0; i < order.length; ) {
    let end = i;
    while (end < order.length && order[end].x < order[i].x + diameter) end++;
    const column = order.slice(i, end);
    const x = (column[0].x + column[column.length - 1].x) / 2;
    column.forEach(({ index }, level) => dots.push({ x, level, index }));
    i = end;
  }
  return dots;
}

export const tallest = (dots: Dot[]) => dots.reduce((most, d) => Math.max(most, d.level + 1), 0);
