import type { MachineId } from '../../twin/plant.ts';
import { isOpen, type WorkOrder } from '../../twin/work-order.ts';
import type { PersonIdentity } from '../access/identity.ts';
import type { WorkOrders } from './work-orders.ts';

export type FailureKind = 'bearing' | 'valve';

export interface Failure {
  readonly machine: MachineId;
  readonly kind: FailureKind;
}

/** A minute of the plant as whoever works there knows it. */
export interface Minute {
  readonly nowMs: number;
  /** That began in it. */
  readonly failures: readonly Failure[];
  /** "tag limit" of each that was passed in it. */
  readonly passed: ReadonlySet<string>;
  /** What comes after has other bearings. */
  readonly weekEnds: boolean;
}

const minuteMs = 60_000;
/** A limit that was not passed by so long after the end of its interval was foretold wrongly. */
const graceMs = 60 * minuteMs;
/** A failure that comes later than this was not what the order spoke of. */
const longestMs = 72 * 60 * minuteMs;
const person: PersonIdentity = { kind: 'person', id: 'technician', name: 'Technician' };

/**
 * Lets the plant run until it fails, and closes each order with what then turned out: confirmed when the machine failed
 * in the way that the order would have mended; nothing when the limit was not passed in time, or no failure came.
 */
export class Technician {
  drafted = 0;
  falseOrders = 0;
  /** Ended by the end of a week. */
  undecided = 0;
  readonly failures: Record<FailureKind, number> = { bearing: 0, valve: 0 };
  readonly #leadsMs: Record<FailureKind, number[]> = { bearing: [], valve: [] };
  /** By id: whether the limit of an open order has been passed since it was drafted. */
  readonly #passed = new Map<string, boolean>();

  /** In hours; NaN where nothing was foretold. */
  medianLeadH(...kinds: readonly FailureKind[]): number {
    const leadsMs = (kinds.length > 0 ? kinds : (['bearing', 'valve'] as const)).flatMap((kind) => this.#leadsMs[kind]);
    return (leadsMs.toSorted((a, b) => a - b)[leadsMs.length >> 1] ?? Number.NaN) / (60 * minuteMs);
  }

  foretoldPercent(kind: FailureKind): number {
    return (100 * this.#leadsMs[kind].length) / this.failures[kind];
  }

  async minute(orders: WorkOrders, minute: Minute): Promise<void> {
    const open = orders.all().filter(isOpen);
    for (const { machine, kind } of minute.failures) {
      this.failures[kind]++;
      const its = open.filter((order) => order.machine === machine && kindOf(order) === kind);
      if (its.length > 0) this.#leadsMs[kind].push(minute.nowMs - Math.min(...its.map(({ draftedMs }) => draftedMs)));
    }
    for (const order of open) {
      if (!this.#passed.has(order.id)) this.drafted++;
      const { tag, limit } = order.evidence;
      this.#passed.set(order.id, this.#passed.get(order.id) === true || minute.passed.has(`${tag} ${limit}`));
      if (minute.failures.some((each) => each.machine === order.machine && each.kind === kindOf(order))) {
        await finish(orders, order, 'confirmed');
      } else if (this.#isWrong(order, minute.nowMs)) {
        this.falseOrders++;
        await finish(orders, order, 'nothing');
      } else if (minute.weekEnds) {
        this.undecided++;
        await finish(orders, order, 'other');
      }
    }
  }

  #isWrong({ id, evidence, draftedMs }: WorkOrder, nowMs: number): boolean {
    if (nowMs > draftedMs + longestMs) return true;
    return !this.#passed.get(id) && nowMs > evidence.latestMs + graceMs;
  }
}

const kindOf = ({ component }: WorkOrder): FailureKind => (component === 'valves' ? 'valve' : 'bearing');

async function finish(orders: WorkOrders, order: WorkOrder, kind: 'confirmed' | 'nothing' | 'other'): Promise<void> {
  await orders.accept(order, person);
  await orders.start(order.id, person);
  await orders.close({ id: order.id, kind, text: kind === 'nothing' ? '' : kind }, person);
}
