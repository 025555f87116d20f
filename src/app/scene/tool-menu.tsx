import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';

const icons = {
  views: 'M2 5.5V2h3.5M10.5 2H14v3.5M14 10.5V14h-3.5M5.5 14H2v-3.5M6 6h4v4H6z',
  perspective: 'M2 12.5 5.5 5h5L14 12.5zM3.4 9.5h9.2M8 5v7.5',
  orthographic: 'M2.5 3.5h11v9h-11zM2.5 8h11M8 3.5v9',
  building: 'M2 13.5V6l4-2.5V6l4-2.5V6l4-2.5v10zM5 13.5v-3.5h2.5v3.5',
  section: 'M2.5 5 8 2.5 13.5 5v6L8 13.5 2.5 11zM8 2.5v11M2.5 5 8 7.5 13.5 5',
  heat: 'M8 6.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 1 1 0-3M8 4a4 4 0 1 1 0 8 4 4 0 1 1 0-8M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 1 1 0-13',
  doctor: 'M1.5 8.5h3L6 5l3 7 2-4.5.8 1h2.7M6.5 2h3M8 .5v3',
  flow: 'M1.5 8h9M8 4.5 11.5 8 8 11.5M12 5h2v6h-2',
} as const;

export function ToolIcon({ name }: { readonly name: keyof typeof icons }) {
  return (
    <svg className="tool-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={icons[name]} />
    </svg>
  );
}

interface MenuProps {
  readonly icon: keyof typeof icons;
  readonly label: string;
  readonly hint: string;
  readonly children: ReactNode;
}

/** A button that opens a list of choices: arrow keys, Home and End move in it, Escape closes it. */
export function Menu({ icon, label, hint, children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) button.current?.focus();
  };
  useOutside(root, open, () => setOpen(false));
  useEffect(() => {
    if (!open) return;
    const chosen = root.current?.querySelector<HTMLElement>('[aria-checked="true"]');
    (chosen ?? root.current?.querySelector<HTMLElement>('[role^="menuitem"]'))?.focus();
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(root.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to = moves[event.key]?.(at, items.length);
    if (event.key === 'Escape') close(true);
    else if (event.key === 'Tab') setOpen(false);
    else if (to !== undefined) items[to]?.focus();
    else return;
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the open list, whose items have the focus
    <div className="menu" ref={root} onKeyDown={open ? onKeyDown : undefined}>
      <button
        type="button"
        ref={button}
        title={hint}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <ToolIcon name={icon} />
        <span className="tool-word">{label}</span>
      </button>
      {open && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: a click on an item closes; keys click items
        <div className="menu-list" id={id} role="menu" aria-label={label} onClick={() => close(true)}>
          {children}
        </div>
      )}
    </div>
  );
}

const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

interface MenuItemProps {
  readonly checked?: boolean;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

export function MenuItem({ checked, onChoose, children }: MenuItemProps) {
  return checked === undefined ? (
    <button type="button" role="menuitem" tabIndex={-1} onClick={onChoose}>
      {children}
    </button>
  ) : (
    <button type="button" role="menuitemradio" aria-checked={checked} tabIndex={-1} onClick={onChoose}>
      {children}
    </button>
  );
}

/** Tells when a press goes elsewhere. */
export function useOutside(root: { readonly current: HTMLElement | null }, on: boolean, tell: () => void): void {
  useEffect(() => {
    if (!on) return;
    const pressed = (event: PointerEvent) => {
      if (!(event.target instanceof Node && root.current?.contains(event.target))) tell();
    };
    window.addEventListener('pointerdown', pressed, true);
    return () => window.removeEventListener('pointerdown', pressed, true);
  });
}
