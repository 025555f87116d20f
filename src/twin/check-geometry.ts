import { type FaultValue, type Path, type Report, told } from './fault.ts';
import { corners, type Footprint, footprint, overlapDepth, type Point } from './footprint.ts';
import type { PathPoint } from './plant.ts';
import type { Survey, SurveyedMachine } from './survey.ts';

/** Machines may touch, and files round to centimetres. */
const toleranceMetres = 0.01;

interface Standing {
  readonly each: SurveyedMachine;
  readonly footprint: Footprint;
  /** Heights above the floor. */
  readonly foot: number;
  readonly top: number;
  /** No point of it is farther from its centre. */
  readonly radius: number;
}

/** That every machine stands on the hall's floor, and none in another. */
export function checkGeometry({ plant, machines }: Survey, fault: Report): void {
  const floor = plant.site?.floor;
  const standing: Standing[] = [];
  for (const each of machines) {
    checkPath(each, floor, fault);
    if (each.machine.path !== undefined) continue;
    const place = stand(each);
    if (!place) continue;
    const outside = floor ? Math.max(...corners(place.footprint).map((corner) => distanceOutside(corner, floor))) : 0;
    if (outside > toleranceMetres) {
      fault(
        [...each.path, 'pose'],
        told('faults.outsideFloor', { machine: each.label, far: metres(outside), floor: floor!.join(' x ') }),
      );
    }
    if (each.type?.passable !== true) standing.push(place);
  }
  for (const [index, b] of standing.entries()) {
    for (const a of standing.slice(0, index)) {
      const depth = overlap(a, b);
      if (depth <= toleranceMetres) continue;
      fault(
        [...b.each.path, 'pose'],
        told('faults.standsIn', { machine: b.each.label, far: metres(depth), other: a.each.label }),
      );
    }
  }
}

function checkPath({ machine, type, path, label }: SurveyedMachine, floor: Point | undefined, fault: Report): void {
  if (type?.alongPath && machine.path === undefined) {
    fault([...path, 'path'], told('faults.pathMissing', { type: machine.type!, machine: label }));
  }
  const height = type?.alongPath ? (machine.size ?? type.size)?.[1] : machine.pose?.y;
  machine.path?.forEach((point, at, points) => {
    if (point === undefined) return;
    const outside = floor ? distanceOutside([point[0], point[1]], floor) : 0;
    if (outside > toleranceMetres) {
      fault(
        [...path, 'path', at],
        told('faults.pathOutside', { machine: label, far: metres(outside), floor: floor!.join(' x ') }),
      );
    }
    if (point[2] !== undefined && point[2] < 0) {
      fault([...path, 'path', at, 2], told('faults.pathBelow', { machine: label, far: metres(-point[2]) }));
    }
    const before = points[at - 1];
    if (before) checkSlope(before, point, height ?? 0, type?.steep === true, label, [...path, 'path', at], fault);
  });
}

/** Goods slide back on what is steeper, and vehicles do not climb it. */
const steepestDegrees = 45;

function checkSlope(
  before: PathPoint,
  point: PathPoint,
  height: number,
  steep: boolean,
  label: FaultValue,
  path: Path,
  fault: Report,
): void {
  const along = Math.hypot(point[0] - before[0], point[1] - before[1]);
  const climb = (point[2] ?? height) - (before[2] ?? height);
  if (!Number.isFinite(along + climb)) return;
  if (along === 0 && (climb === 0 || !steep)) {
    fault(path, climb === 0 ? told('faults.pointAgain') : told('faults.straightUp', { machine: label }));
    return;
  }
  const degrees = (Math.atan2(Math.abs(climb), along) * 180) / Math.PI;
  if (steep || degrees <= steepestDegrees + 0.01) return;
  const values = {
    machine: label,
    height: metres(Math.abs(climb)),
    along: metres(along),
    degrees: degrees.toFixed(0),
    steepest: steepestDegrees,
  };
  fault(path, told(climb > 0 ? 'faults.climbs' : 'faults.falls', values));
}

function stand(each: SurveyedMachine): Standing | undefined {
  const size = each.machine.size ?? each.type?.size;
  const { x, z, y = 0, headingDeg = 0 } = each.machine.pose ?? {};
  if (!size || x === undefined || z === undefined) return undefined;
  const [width, height, depth] = size;
  const radius = Math.hypot(width, depth) / 2;
  return { each, footprint: footprint(x, z, headingDeg, width, depth), foot: y, top: y + height, radius };
}

/** As `overlapDepth`; 0 where one stands above the other. */
function overlap(a: Standing, b: Standing): number {
  if (Math.min(a.top, b.top) - Math.max(a.foot, b.foot) <= toleranceMetres) return 0;
  const [ax, az] = a.footprint.centre;
  const [bx, bz] = b.footprint.centre;
  const reach = a.radius + b.radius;
  if (Math.abs(bx - ax) > reach || Math.abs(bz - az) > reach) return 0;
  return overlapDepth(a.footprint, b.footprint);
}

const distanceOutside = ([x, z]: Point, [alongX, alongZ]: Point): number => Math.max(-x, x - alongX, -z, z - alongZ);

/** Its parts, because languages differ in what stands between them. */
function metres(distance: number): FaultValue {
  const [whole, hundredths] = distance.toFixed(2).split('.');
  return told('faults.metres', { whole: whole!, hundredths: hundredths! });
}
