import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import type { MachineId } from '../../twin/plant.ts';
import { AskBar } from '../panels/ask/ask-bar.tsx';
import { Help } from '../panels/help.tsx';
import { useHotkeys } from '../panels/hotkeys.ts';
import { Inspector } from '../panels/inspect/inspector.tsx';
import { Icon } from '../panels/marks.tsx';
import { Clock } from '../panels/status/clock.tsx';
import { ConnectionBanner } from '../panels/status/connection-banner.tsx';
import { StatusLine } from '../panels/status/status-line.tsx';
import { TimelinePanel } from '../panels/time/timeline.tsx';
import { Tree } from '../panels/tree/tree.tsx';
import { Hall } from '../scene/hall.tsx';
import { selectionStore } from '../stores/selection.ts';
import { useSession } from '../stores/session.ts';
import { themeStore, toggleTheme } from '../stores/theme.ts';
import { timeStore } from '../stores/time.ts';
import { twinStore } from '../stores/twin.ts';
import { EmptyPlant } from './doors.tsx';
import './desk.css';

/** Tree, scene, inspector and timeline; on a tablet held upright the scene above and a sheet below. */
export function Desk() {
  const { index } = useSession();
  const mode = useStore(timeStore, (state) => state.mode);
  const connection = useStore(twinStore, (state) => state.connection);
  const theme = useStore(themeStore, (state) => state.theme);
  const selected = useStore(selectionStore, ({ machine }) => machine);
  const [help, setHelp] = useState(false);
  // On a tablet the tree lies over the sheet until a machine is chosen.
  const [treeOpenFor, setTreeOpenFor] = useState<MachineId | null | undefined>(undefined);
  const treeOpen = treeOpenFor === selected;
  const openHelp = useCallback(() => setHelp(true), []);
  useHotkeys(openHelp);
  if (index.machines.length === 0) return <EmptyPlant name={index.plant.name} />;
  return (
    <div
      className="desk"
      data-mode={mode}
      data-connection={connection}
      data-tree={treeOpen}
      data-selected={selected !== null}
    >
      <header className="desk-head">
        <div className="desk-plant">
          <button
            type="button"
            className="desk-tree-toggle"
            aria-label="Plant tree"
            aria-expanded={treeOpen}
            onClick={() => setTreeOpenFor(treeOpen ? undefined : selected)}
          >
            <Icon name="tree" />
          </button>
          <h1>{index.plant.name}</h1>
        </div>
        <AskBar />
        <div className="desk-tools">
          <button
            type="button"
            aria-label={theme === 'light' ? 'Dark theme' : 'Light theme'}
            title={theme === 'light' ? 'Dark theme' : 'Light theme'}
            onClick={toggleTheme}
          >
            <Icon name={theme === 'light' ? 'dark' : 'light'} />
          </button>
          <button type="button" aria-label="Keys" title="Keys (?)" onClick={openHelp}>
            ?
          </button>
          <Clock />
        </div>
      </header>
      <Tree />
      <main className="desk-scene" aria-label="Hall">
        <ConnectionBanner />
        <div className="desk-hall">
          <Hall />
        </div>
      </main>
      <Inspector />
      <TimelinePanel />
      <StatusLine />
      {help && <Help onClose={() => setHelp(false)} />}
    </div>
  );
}
