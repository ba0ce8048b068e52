import { configurationHash } from "../config/canonical.ts";
import type { SweepDeclaration } from "../config/sweepSchema.ts";
import type { Loaded } from "../run/prepare.ts";
import { parseFunctional } from "../statistics/parseFunctional.ts";
import { parsePrecision } from "../statistics/precision.ts";
import type { SweepPlan, SweepPoint } from "../sweep/plan.ts";
import type { ShardPlan } from "./openPlan.ts";

/**
 * The sweep that a plan was made of, without its files: what its tables are written from. Laws of parameters are gone,
 * as their points are drawn.
 */
export function sweepOfPlan({ header, model, base, metrics, points: planned, returns }: ShardPlan): SweepPlan {
  const { design, counts, parameters, until, reference } = header;
  const coordinates: Float64Array[] = [];
  const points = Array.from({ length: planned.count }, (_, index): SweepPoint => {
    const { id, block, values, differences, returns: number, coordinates: place } = planned.point(index);
    if (place !== undefined) coordinates.push(Float64Array.from(place));
    return { index, id, block, values, differences, history: returns[number] };
  });
  const inDesign = points.filter(({ block }) => block >= 0);
  return {
    file: {
      file: header.given.file,
      name: header.name,
      declaration: header.sweep as SweepDeclaration,
      finding: (path, what) => ({ file: header.given.file, path: path.join("."), ...what }),
    },
    model,
    base: { configuration: base, hash: configurationHash(base as never), name: base.name, sources: [], model } satisfies Loaded,
    parameters: parameters.map((parameter) => ({ ...parameter, values: undefined, law: undefined, at: drawn, inBase: undefined })),
    design: {
      ...design,
      rows: inDesign.map(({ values }) => values),
      blocks: inDesign.filter((_, row) => row % design.blockSize === 0).map(({ block }) => block),
      unit: coordinates.length === 0 ? undefined : coordinates,
      excluded: counts.excludedPoints,
    },
    points,
    reference: reference === null ? undefined : points[reference],
    metrics,
    statistics: header.statistics.map((name) => parseFunctional(name)!),
    headline: header.headline,
    paths: counts.paths,
    until: until === null ? undefined : parsePrecision(until),
    hash: header.configurationHash,
  };
}

function drawn(): never {
  throw new Error("the points of a plan are drawn already");
}
