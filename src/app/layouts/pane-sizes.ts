import { type PaneName, type PaneSizes, panesStore, rememberedSizes, rememberSizes } from '../stores/panes.ts';

/** CSS px that a pane may have, and that the hall keeps whatever is asked for. */
const least: Readonly<Record<PaneName, number>> = { tree: 180, inspector: 260, timeline: 96 };
const most: Readonly<Record<PaneName, number>> = { tree: 560, inspector: 800, timeline: 480 };
const leastHall = { width: 320, height: 200 } as const;

type Sizes = Readonly<Record<PaneName, number>>;
type Openness = Readonly<Record<PaneName, boolean>>;
/** What tree, hall and inspector share across, and hall and timeline share down. */
interface Room {
  readonly width: number;
  readonly height: number;
}

/** What the panes get of what was wished: the inspector gives way to the hall first, then the tree. 0 = closed. */
export function fitPanes(wish: Sizes, open: Openness, room: Room): Sizes {
  const want = (pane: PaneName): number =>
    open[pane] ? Math.round(Math.min(most[pane], Math.max(least[pane], wish[pane]))) : 0;
  let [tree, inspector] = [want('tree'), want('inspector')];
  const give = (size: number, pane: PaneName): number => {
    const over = Math.max(0, tree + inspector + leastHall.width - room.width);
    return size === 0 ? 0 : Math.max(least[pane], size - over);
  };
  inspector = give(inspector, 'inspector');
  tree = give(tree, 'tree');
  const timeline = want('timeline');
  return {
    tree,
    inspector,
    timeline: timeline === 0 ? 0 : Math.max(least.timeline, Math.min(timeline, room.height - leastHall.height)),
  };
}

/** The largest that a pane can be made beside what the others have. */
function largest(pane: PaneName, sizes: Sizes, room: Room): number {
  const others = pane === 'tree' ? sizes.inspector : pane === 'inspector' ? sizes.tree : 0;
  const free = pane === 'timeline' ? room.height - leastHall.height : room.width - leastHall.width - others;
  return Math.max(least[pane], Math.min(most[pane], free));
}

/** A pane dragged smaller than this share of its least size is meant to go. */
const closesBelow = 0.5;

/**
 * Sizes the panes of a desk by custom properties on its root: a drag writes those and nothing else, so that no
 * component renders again. Separators inside the root carry what they stand at for those who cannot see it.
 */
export class PaneSizer {
  readonly #root: HTMLElement;
  #wish: PaneSizes = rememberedSizes();
  #fit: Sizes = { tree: 0, inspector: 0, timeline: 0 };

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  /** Call when the root's size, or what is open, has changed. */
  readonly apply = (): void => {
    const { left, inspector, timeline } = panesStore.getState();
    const open = { tree: left !== null, inspector, timeline };
    const wish = (pane: PaneName): number => this.#wish[pane] ?? usual(pane);
    const room = this.#room();
    this.#fit = fitPanes({ tree: wish('tree'), inspector: wish('inspector'), timeline: wish('timeline') }, open, room);
    for (const pane of ['tree', 'inspector', 'timeline'] as const) {
      this.#root.style.setProperty(`--${property[pane]}`, `${this.#fit[pane]}px`);
      const separator = this.#root.querySelector(`[role="separator"][data-pane="${pane}"]`);
      separator?.setAttribute('aria-valuemin', String(least[pane]));
      separator?.setAttribute('aria-valuemax', String(largest(pane, this.#fit, room)));
      separator?.setAttribute('aria-valuenow', String(this.#fit[pane]));
    }
  };

  size(pane: PaneName): number {
    return this.#fit[pane];
  }

  /** Whether a pane that is dragged to this size should close instead. */
  closes(pane: PaneName, px: number): boolean {
    return px < least[pane] * closesBelow;
  }

  /** As near to this size as may be. */
  resize(pane: PaneName, px: number): void {
    const largestPx = largest(pane, this.#fit, this.#room());
    this.#wish = { ...this.#wish, [pane]: Math.min(largestPx, Math.max(least[pane], px)) };
    this.apply();
  }

  /** As it is when nobody has touched it. */
  reset(pane: PaneName): void {
    this.#wish = { ...this.#wish, [pane]: null };
    this.apply();
    this.remember();
  }

  remember(): void {
    rememberSizes(this.#wish);
  }

  #room(): Room {
    const style = getComputedStyle(this.#root);
    const px = (name: string): number => Number.parseFloat(style.getPropertyValue(name)) || 0;
    return {
      width: this.#root.clientWidth - px('--rail-width'),
      height: this.#root.clientHeight - px('--head-height') - px('--status-height'),
    };
  }
}

const property: Readonly<Record<PaneName, string>> = {
  tree: 'tree-width',
  inspector: 'inspector-width',
  timeline: 'timeline-height',
};

/** What the style sheet gives for this window's size. */
const usual = (pane: PaneName): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue(`--${property[pane]}`));
