import { useState } from 'react';
import { nearest } from '../../twin/nearest.ts';
import type { PlacedMachine } from '../../twin/plant-index.ts';
import { useText } from '../languages/language.ts';
import { codeAddress } from '../stores/address.ts';
import { useSession } from '../stores/session.ts';
import { Door } from './doors.tsx';

/** A code led here that names no machine of this plant: says so, and helps to find the right one. */
export function UnknownMachine({ asked }: { readonly asked: string }) {
  const t = useText();
  const { index } = useSession();
  const [search, setSearch] = useState('');
  const names = index.machines.flatMap(({ machine }) => [machine.id, machine.name]);
  const near = nearest(asked, names);
  const meant = index.machines.filter(({ machine }) => machine.id === near || machine.name === near);
  const words = search.trim().toLowerCase();
  const found = words === '' ? [] : index.machines.filter((placed) => isCalled(placed, words)).slice(0, mostFound);
  return (
    <Door title={t('desk.noMachine')}>
      <p>{t('desk.noMachineHere', { id: asked })}</p>
      {meant.length > 0 && (
        <>
          <h2>{t('desk.didYouMean')}</h2>
          <Machines machines={meant} />
        </>
      )}
      <label className="door-search">
        {t('desk.findMachine')}
        <input type="search" value={search} autoComplete="off" onChange={(event) => setSearch(event.target.value)} />
      </label>
      <div role="status">{words !== '' && found.length === 0 && <p>{t('desk.noneFound')}</p>}</div>
      <Machines machines={found} />
      <p>
        <a className="door-link" href="/">
          {t('desk.wholePlant')}
        </a>
      </p>
    </Door>
  );
}

const mostFound = 8;

const isCalled = ({ machine, line }: PlacedMachine, words: string): boolean =>
  [machine.name, machine.id, line.name, ...(machine.nicknames ?? [])].some((each) =>
    each.toLowerCase().includes(words),
  );

function Machines({ machines }: { readonly machines: readonly PlacedMachine[] }) {
  return (
    <ul className="door-machines">
      {machines.map(({ machine, line }) => (
        <li key={machine.id}>
          <a className="door-link" href={codeAddress('', machine.id)}>
            {machine.name} <span className="muted">{line.name}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
