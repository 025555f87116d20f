import type { MachineId } from '../../twin/plant.ts';
import type { Account } from './account.ts';
import { busyMsOf } from './figures.ts';
import { type Loss, waitingShareOf, waterfallOf } from './losses.ts';

/** A machine of a line that may be its bottleneck. */
export interface Candidate {
  readonly machine: MachineId;
  readonly starvedMs: number;
  readonly blockedMs: number;
  /** Suspended without a word whether starved or blocked. */
  readonly waitingMs: number;
  readonly busyMs: number;
  /** All three waits together / planned busy time. */
  readonly waitingShare: number;
  /** What cost the machine itself most, besides waiting; null = nothing did. */
  readonly worst: { readonly loss: Loss; readonly ms: number } | null;
}

const ownLosses = ['breakdown', 'microStop', 'stopped', 'speed', 'quality'] as const;

/**
 * The machines of a line, the one first that waits least for the others: the bottleneck, because the others have time
 * to wait for it. In the order given where they wait alike; those of which nothing is known are left out. None where
 * no machine waits for another: nothing tells a bottleneck then.
 */
export function ranked(accounts: Iterable<readonly [MachineId, Account]>): readonly Candidate[] {
  const candidates: Candidate[] = [];
  for (const [machine, account] of accounts) {
    const waitingShare = waitingShareOf(account);
    if (waitingShare === null) continue;
    const { starved, blocked, waiting } = account.times;
    candidates.push({
      machine,
      starvedMs: starved,
      blockedMs: blocked,
      waitingMs: waiting,
      busyMs: busyMsOf(account),
      waitingShare,
      worst: worstOf(account),
    });
  }
  if (candidates.length < 2 || candidates.every(({ waitingShare }) => waitingShare === 0)) return [];
  return candidates.sort((a, b) => a.waitingShare - b.waitingShare);
}

function worstOf(account: Account): Candidate['worst'] {
  const { steps } = waterfallOf(account);
  let worst: Candidate['worst'] = null;
  for (const loss of ownLosses) {
    const ms = steps[loss] ?? 0;
    if (ms > (worst?.ms ?? 0)) worst = { loss, ms };
  }
  return worst;
}
