import { geoAzimuthalEqualArea, geoPath, type GeoPath, type GeoPermissibleObjects, type GeoProjection } from "d3-geo";
import type { FeatureCollection } from "geojson";
import type { Outlines } from "../view";

export interface Drawn {
  projection: GeoProjection;
  path: GeoPath;
  wide: number;
  high: number;
}

// drawn looks straight down on the middle of the regions, true to area, as large as the
// box allows. Outlines come wound for d3: outer ones with the clock.
export function drawn(outlines: Outlines, centre: number[], wide: number, most: number): Drawn {
  const all = outlines as unknown as FeatureCollection;
  const projection = geoAzimuthalEqualArea().rotate([-centre[0], -centre[1]]);
  const path = geoPath(projection);
  projection.fitWidth(wide, all);
  let high = Math.ceil(path.bounds(all)[1][1]);
  if (high > most) {
    high = most;
    projection.fitSize([wide, high], all);
  }
  return { projection, path, wide, high };
}

// Shape is an outline as it is drawn. It takes a while to make, and stays as dates pass.
export interface Shape {
  id: string;
  path: string;
  bounds: [[number, number], [number, number]];
  middle: [number, number];
}

export function shapeOf(d: Drawn, id: string, outline: GeoPermissibleObjects): Shape {
  return { id, path: d.path(outline) ?? "", bounds: d.path.bounds(outline), middle: d.path.centroid(outline) };
}

// shapes are those of all regions, the largest first.
export function shapes(d: Drawn, outlines: Outlines): Shape[] {
  return outlines.features
    .map((f) => ({ shape: shapeOf(d, f.id, f as GeoPermissibleObjects), area: d.path.area(f as GeoPermissibleObjects) }))
    .sort((a, b) => b.area - a.area)
    .map((s) => s.shape);
}

// classes are the upper ends of the colours of a layer. Counts get more colours where
// they are small, since towns and provinces differ by orders of magnitude.
export function classes(unit: string, most: number): number[] {
  if (unit === "probability") return [0.2, 0.4, 0.6, 0.8, 1];
  return [0.02, 0.1, 0.25, 0.5, 1].map((share) => neat(share * most));
}

// colour is the class of a value: 0 for none at all, then 1 to 5.
export function colour(value: number, ends: number[]): number {
  if (value <= 0) return 0;
  const i = ends.findIndex((end) => value <= end);
  return i < 0 ? ends.length : i + 1;
}

// neat rounds up to one digit, or one and a half.
export function neat(x: number): number {
  if (x <= 0) return 1;
  const unit = 10 ** Math.floor(Math.log10(x));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((d) => d * unit).find((v) => v >= x * (1 - 1e-9))!;
}
