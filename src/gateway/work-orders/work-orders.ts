import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Forecasts } from '../../protocol/messages.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import { causeOfOrder, isOpen, nextOrderState, type WorkOrder, type WorkOrderEvent } from '../../twin/work-order.ts';
import type { PersonIdentity } from '../access/identity.ts';
import { damageText, Journal } from '../notes/journal.ts';
import { BadRequest } from '../requests.ts';
import { type Sentence, sentence } from '../sentence.ts';
import { checkAcceptance, checkClosure, checkOrderId, checkRejection, isWorkOrder } from './check-order.ts';
import { type Due, HeldForecasts } from './drafts.ts';
import { journalFile } from './stored-orders.ts';

/** An order that ended is not drafted again within a shift: whoever ended it has just looked. */
const restMs = 8 * 3_600_000;
/** Of those that ended, so many are told. */
const mostEndedTold = 200;

/**
 * Work orders, drafted from what is foretold and changed by people: a journal of every change, each line the whole order
 * as it is from then on. A change is told when it is on the disk. Requests come from outside and are checked here.
 */
export class WorkOrders {
  /** In the order in which they were changed last. */
  readonly #orders = new Map<string, WorkOrder>();
  readonly #now: () => number;
  readonly #log: (line: string) => void;
  #held: HeldForecasts;
  #journal!: Journal;
  #listener: (order: WorkOrder) => void = () => undefined;
  /** Changes are made one after another. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(index: PlantIndex, now: () => number, log: (line: string) => void) {
    this.#held = new HeldForecasts(index);
    this.#now = now;
    this.#log = log;
  }

  /** Reads what is kept in the folder, which is made if need be; what is damaged is put aside and logged. */
  static async open(
    folder: string,
    index: PlantIndex,
    now: () => number,
    log: (line: string) => void,
  ): Promise<WorkOrders> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const orders = new WorkOrders(index, now, log);
    const { journal, damage } = await Journal.open(join(folder, journalFile), (value) => {
      if (!isWorkOrder(value)) return false;
      orders.#apply(value);
      return true;
    });
    orders.#journal = journal;
    if (damage !== null) log(damageText('work orders', damage));
    return orders;
  }

  /** All of them; what was changed last comes last. */
  all(): readonly WorkOrder[] {
    return [...this.#orders.values()];
  }

  /** What a page is told that asks. */
  told(): readonly WorkOrder[] {
    const all = this.all();
    return [...all.filter(isOpen), ...all.filter((order) => !isOpen(order)).slice(-mostEndedTold)];
  }

  /** Told of each order that was drafted or changed, once that is kept. */
  onChange(listener: (order: WorkOrder) => void): void {
    this.#listener = listener;
  }

  /** The plant was changed: what is foretold of it has to hold anew. */
  adopt(index: PlantIndex): void {
    this.#held = new HeldForecasts(index);
  }

  /** Drafts what is due by what is foretold now. Resolves when that is kept; what cannot be is drafted another time. */
  async consider(told: Forecasts): Promise<void> {
    const due = this.#held.due(told);
    if (due.length === 0) return;
    await this.#inTurn(async () => {
      for (const each of due) if (!this.#isTaken(each)) await this.#keep(this.#draft(each));
    }).catch((error: Error) => this.#log(`No work order could be drafted (${error.message})`));
  }

  accept(sent: unknown, person: PersonIdentity): Promise<WorkOrder> {
    const { id, ...task } = checkAcceptance(sent);
    return this.#change(id, 'accept', person, () => task);
  }

  start(sent: unknown, person: PersonIdentity): Promise<WorkOrder> {
    return this.#change(checkOrderId(sent), 'start', person, () => ({}));
  }

  reject(sent: unknown, person: PersonIdentity): Promise<WorkOrder> {
    const { id, reason } = checkRejection(sent);
    return this.#change(id, 'reject', person, () => ({ reason }));
  }

  close(sent: unknown, person: PersonIdentity): Promise<WorkOrder> {
    const { id, kind, text } = checkClosure(sent);
    return this.#change(id, 'close', person, ({ evidence, log }) => {
      const toMs = log.findLast(({ event }) => event === 'start')!.atMs;
      return { finding: { kind, text, fromMs: evidence.fromMs, toMs } };
    });
  }

  /** Ends the journal, after what is under way. */
  async end(): Promise<void> {
    await this.#last;
    await this.#journal.close();
  }

  #change(
    id: string,
    event: WorkOrderEvent,
    { id: by, name }: PersonIdentity,
    change: (order: WorkOrder) => Partial<WorkOrder>,
  ): Promise<WorkOrder> {
    return this.#inTurn(async () => {
      const order = this.#orders.get(id);
      if (order === undefined) throw new BadRequest(sentence('workOrders.none'));
      const state = nextOrderState(order.state, event);
      if (state === undefined) throw new BadRequest(refusal(order));
      const log = [...order.log, { event, atMs: this.#now(), by: { id: by, name } }];
      return this.#keep({ ...order, ...change(order), state, log });
    });
  }

  #draft({ procedure, machine, evidence }: Due): WorkOrder {
    const { title, steps, parts, minutes, component = null } = procedure;
    return {
      id: randomUUID(),
      machine: machine.id,
      component,
      title,
      steps,
      parts,
      minutes,
      evidence,
      state: 'draft',
      draftedMs: this.#now(),
      log: [],
      reason: null,
      finding: null,
    };
  }

  /** Whether there is an order of this cause that is open, or ended a short while ago. */
  #isTaken(due: Due): boolean {
    const restedMs = this.#now() - restMs;
    const cause = causeOfOrder(due);
    return this.all().some(
      (order) => causeOfOrder(order) === cause && (isOpen(order) || order.log.at(-1)!.atMs > restedMs),
    );
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #keep(order: WorkOrder): Promise<WorkOrder> {
    try {
      await this.#journal.append(order);
    } catch (error) {
      const { code = (error as Error).message } = error as NodeJS.ErrnoException;
      throw new BadRequest(sentence('workOrders.notKept', { code }));
    }
    this.#apply(order);
    this.#listener(order);
    return order;
  }

  #apply(order: WorkOrder): void {
    this.#orders.delete(order.id);
    this.#orders.set(order.id, order);
  }
}

/** Why an event cannot be now: what the order is, and by whom. */
function refusal({ state, log }: WorkOrder): Sentence {
  const name = log.at(-1)?.by.name ?? '';
  switch (state) {
    case 'draft':
      return sentence('workOrders.isDraft');
    case 'accepted':
      return sentence('workOrders.isAccepted');
    case 'inProgress':
      return sentence('workOrders.isStarted', { name });
    case 'closed':
      return sentence('workOrders.isClosed', { name });
    case 'rejected':
      return sentence('workOrders.isRejected', { name });
  }
}
