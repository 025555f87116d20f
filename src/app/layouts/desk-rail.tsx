import { useStore } from 'zustand';
import { useText } from '../languages/language.ts';
import { LanguageChoice } from '../panels/language-choice.tsx';
import { Icon, type IconName } from '../panels/marks.tsx';
import { alarmsStore } from '../stores/alarms.ts';
import { panesStore, setPanes, toggleLeft } from '../stores/panes.ts';
import { themeStore, toggleTheme } from '../stores/theme.ts';
import { type LeftPane, leftPanes } from '../stores/view-address.ts';

const paneIcons: Readonly<Record<LeftPane, IconName>> = {
  tree: 'tree',
  alarms: 'alarms',
  events: 'events',
  differences: 'compare',
};

/** The desk's views, its other pages, and what a person sets for this device. */
export function DeskRail({ onHelp }: { readonly onHelp: () => void }) {
  const t = useText();
  const { left, inspector, timeline } = useStore(panesStore);
  const alarms = useStore(alarmsStore, (state) => state.alarms.length);
  const theme = useStore(themeStore, (state) => state.theme);
  const otherTheme = theme === 'light' ? 'dark' : 'light';
  return (
    <nav className="rail" aria-label={t('desk.views')}>
      {leftPanes.map((pane) => (
        <button
          key={pane}
          type="button"
          aria-pressed={left === pane}
          aria-label={pane === 'alarms' ? t('desk.alarmsNow', { count: alarms }) : t(`desk.${pane}`)}
          title={t(`desk.${pane}Key`)}
          onClick={() => toggleLeft(pane)}
        >
          <Icon name={paneIcons[pane]} />
          {pane === 'alarms' && alarms > 0 && <span className="rail-count">{alarms > 99 ? '99+' : alarms}</span>}
        </button>
      ))}
      <button
        type="button"
        aria-pressed={inspector}
        aria-label={t('desk.inspector')}
        title={t('desk.inspectorKey')}
        onClick={() => setPanes({ inspector: !inspector })}
      >
        <Icon name="inspector" />
      </button>
      <button
        type="button"
        aria-pressed={timeline}
        aria-label={t('desk.timeline')}
        title={t('desk.timelineKey')}
        onClick={() => setPanes({ timeline: !timeline })}
      >
        <Icon name="timeline" />
      </button>
      <span className="rail-space" />
      <a href="/report" aria-label={t('desk.report')} title={t('desk.report')}>
        <Icon name="trend" />
      </a>
      <a href="/gallery" aria-label={t('desk.gallery')} title={t('desk.gallery')}>
        <Icon name="gallery" />
      </a>
      <a href="/codes" aria-label={t('desk.codes')} title={t('desk.codes')}>
        <Icon name="code" />
      </a>
      <LanguageChoice />
      <button
        type="button"
        aria-label={t(`desk.theme.${otherTheme}`)}
        title={t(`desk.theme.${otherTheme}`)}
        onClick={toggleTheme}
      >
        <Icon name={otherTheme} />
      </button>
      <button type="button" aria-label={t('desk.keys')} title={t('desk.keysKey')} onClick={onHelp}>
        ?
      </button>
    </nav>
  );
}
