import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useText } from '../languages/language.ts';
import { goToView, type NamedView, namedViews } from '../stores/named-views.ts';
import { useSession } from '../stores/session.ts';
import { type BuildingLook, setView, toggleProjection, viewStore } from '../stores/view.ts';
import { AddModel } from './add-model.tsx';
import { DoctorButton } from './doctor-button.tsx';
import { SectionTool } from './section-tool.tsx';
import { Menu, MenuItem, ToolIcon } from './tool-menu.tsx';
import './view-tools.css';

/** How the hall is looked at: named views, projection, building, section, material flow. */
export function ViewTools() {
  const t = useText();
  const { projection, building, flow, heatMap } = useStore(viewStore);
  const { index } = useSession();
  const views = useMemo(() => namedViews(index), [index]);
  const nameOf = (view: NamedView): string =>
    view.kind === 'site' ? t('view.wholeSite') : view.kind === 'plan' ? t('view.plan') : view.name;
  const maps = index.plant.heatMaps ?? [];
  const looks: readonly BuildingLook[] = ['cut', 'whole', 'xray'];
  const projected = projection === 'perspective' ? t('view.projection') : t('view.parallel');
  return (
    <div className="view-tools-place">
      <div className="view-tools" role="toolbar" aria-label={t('view.tools')} data-keep-clear>
        <Menu icon="views" label={t('view.views')} hint={t('view.viewsHint')}>
          {views.map((view, k) => (
            <MenuItem key={view.id} onChoose={() => goToView(view)}>
              <span className="menu-name" data-kind={view.kind}>
                {nameOf(view)}
              </span>
              {k < 9 && <kbd>⇧ {k + 1}</kbd>}
            </MenuItem>
          ))}
        </Menu>
        <button
          type="button"
          title={t('view.projectionHint')}
          aria-label={`${projected}. ${t('view.projectionHint')}`}
          onClick={toggleProjection}
        >
          <ToolIcon name={projection} />
          <span className="tool-word">{projected}</span>
        </button>
        <Menu
          icon="building"
          label={t(`view.buildings.${building}`)}
          hint={`${t('view.building')}. ${t('view.buildingHint')}`}
        >
          {looks.map((look) => (
            <MenuItem key={look} checked={look === building} onChoose={() => setView({ building: look })}>
              <span className="menu-name">{t(`view.buildings.${look}`)}</span>
            </MenuItem>
          ))}
        </Menu>
        <SectionTool />
        {maps.length > 0 && (
          <Menu
            icon="heat"
            label={maps.find(({ id }) => id === heatMap)?.name ?? t('bindings.floorMap')}
            hint={`${t('bindings.floorMap')}. ${t('bindings.floorMapHint')}`}
          >
            <MenuItem checked={heatMap === null} onChoose={() => setView({ heatMap: null })}>
              <span className="menu-name">{t('bindings.noFloorMap')}</span>
            </MenuItem>
            {maps.map(({ id, name }) => (
              <MenuItem key={id} checked={id === heatMap} onChoose={() => setView({ heatMap: id })}>
                <span className="menu-name">{name}</span>
              </MenuItem>
            ))}
          </Menu>
        )}
        <button
          type="button"
          aria-pressed={flow}
          title={t('view.flowHint')}
          aria-label={t('view.flow')}
          onClick={() => setView({ flow: !flow })}
        >
          <ToolIcon name="flow" />
          <span className="tool-word">{t('view.flow')}</span>
        </button>
        <AddModel />
        <DoctorButton />
      </div>
    </div>
  );
}
