import { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { equipment } from '../../../twin/equipment/equipment.ts';
import type { MachineId } from '../../../twin/plant.ts';
import { useText } from '../../languages/language.ts';
import { equipmentName } from '../../languages/values.ts';
import { Hall } from '../../scene/hall.tsx';
import { frame, select, selectionStore } from '../../stores/selection.ts';
import { SessionContext } from '../../stores/session.ts';
import { twinStore } from '../../stores/twin.ts';
import { setView } from '../../stores/view.ts';
import { galleryTypes, plantOfAll, plantOfOne } from './gallery-plant.ts';
import { gallerySession } from './gallery-session.ts';
import { TypeSheet } from './type-sheet.tsx';
import './gallery.css';

const typeInAddress = (): string | null => {
  const type = new URLSearchParams(location.search).get('type');
  return type !== null && galleryTypes.includes(type) ? type : null;
};

/** Every equipment type with its parts, what may be bound to them, and its parameters; parts move by hand. */
export function Gallery() {
  const t = useText();
  const [type, setType] = useState(typeInAddress);
  const [search, setSearch] = useState('');
  const [parameters, setParameters] = useState<Readonly<Record<string, number>>>({});
  const session = useMemo(
    () => gallerySession(type === null ? plantOfAll() : plantOfOne(type, parameters)),
    [type, parameters],
  );

  // Its values are set by hand, here: there is no connection that could be lost.
  useLayoutEffect(() => twinStore.setState({ connection: 'connected' }), []);
  useEffect(() => {
    const turnTo = (next: string | null) => {
      // Another hall: where the camera stood in the last one means nothing here.
      setView({ camera: null, wished: null, opened: null, section: null });
      select(null);
      frame(next === null ? [] : [next as MachineId]);
      setParameters({});
      setType(next);
    };
    const follow = () => turnTo(typeInAddress());
    follow();
    addEventListener('popstate', follow);
    // In the hall of all a click on a machine opens its sheet.
    const stop = selectionStore.subscribe(({ machine }) => {
      if (machine === null || machine === typeInAddress()) return;
      history.pushState(null, '', `/gallery?type=${machine}`);
      follow();
    });
    return () => {
      removeEventListener('popstate', follow);
      stop();
    };
  }, []);
  const show = (next: string | null) => {
    history.pushState(null, '', next === null ? '/gallery' : `/gallery?type=${next}`);
    dispatchEvent(new PopStateEvent('popstate'));
  };

  const wanted = search.trim().toLowerCase();
  const found = galleryTypes.filter(
    (each) => wanted === '' || `${each} ${equipmentName(each)} ${equipment[each]!.name}`.toLowerCase().includes(wanted),
  );
  const groups = [...new Set(found.map((each) => equipment[each]!.group))];
  return (
    <div className="gallery">
      <nav className="gallery-list" aria-label={t('gallery.types')}>
        <h1>{t('gallery.title')}</h1>
        <p className="muted">{t('gallery.count', { count: galleryTypes.length })}</p>
        <input
          type="search"
          aria-label={t('gallery.find')}
          placeholder={t('gallery.find')}
          value={search}
          autoComplete="off"
          onChange={(event) => setSearch(event.target.value)}
        />
        <button type="button" aria-current={type === null} onClick={() => show(null)}>
          {t('gallery.all')}
        </button>
        {found.length === 0 && <p role="status">{t('gallery.nothing', { search: search.trim() })}</p>}
        {groups.map((group) => (
          <section key={group} aria-label={t(`gallery.group.${group}`)}>
            <h2>{t(`gallery.group.${group}`)}</h2>
            <ul>
              {found
                .filter((each) => equipment[each]!.group === group)
                .map((each) => (
                  <li key={each}>
                    <button type="button" aria-current={each === type} onClick={() => show(each)}>
                      {equipmentName(each)}
                    </button>
                  </li>
                ))}
            </ul>
          </section>
        ))}
        <a href="/">{t('gallery.toPlant')}</a>
      </nav>
      <SessionContext value={session}>
        <main className="gallery-scene">
          <Hall key={type ?? 'all'} />
        </main>
        {type !== null && <TypeSheet key={type} type={type} parameters={parameters} onParameters={setParameters} />}
      </SessionContext>
    </div>
  );
}
