import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Binding } from '../../../twin/plant.ts';
import { bindingTag, type PlacedMachine } from '../../../twin/plant-index.ts';
import { languageStore, useText } from '../../languages/language.ts';
import { cadStore, change, forgetChanges, type ModelState, undoChange } from '../../stores/cad.ts';
import { useSession } from '../../stores/session.ts';
import { Icon } from '../marks.tsx';
import { type Axis, BindForm } from './bind-form.tsx';
import { figure, reasonText } from './model-text.ts';
import { NodeList } from './node-list.tsx';
import { saveChanges } from './save-model.ts';
import './model.css';

/** The model of a machine: what it is, its nodes, and what is bound to the one chosen. */
export function MachineModel({ machine }: { readonly machine: PlacedMachine }) {
  const t = useText();
  const { id } = machine.machine;
  const state = useStore(cadStore, ({ models }) => models.get(id));
  const node = useStore(cadStore, ({ selectedNode }) => (selectedNode?.of === id ? selectedNode.name : null));
  const unsaved = useStore(cadStore, (each) => each.unsaved.get(id));
  const bindings = unsaved?.bindings ?? machine.machine.bindings;
  return (
    <section className="model" aria-label={t('cad.model')}>
      <h3>{t('cad.model')}</h3>
      <ModelFacts state={state} />
      {state?.phase === 'ready' && (
        <>
          <NodeList of={id} nodes={state.nodes} bound={new Set(bindings.map(({ part }) => part))} />
          {node === null ? (
            <p className="muted">{t('cad.choose')}</p>
          ) : (
            <NodeBindings machine={machine} node={node} bindings={bindings} />
          )}
          <Unsaved machine={machine} />
        </>
      )}
    </section>
  );
}

/** How far it is, why it is not there, or what it holds. */
export function ModelFacts({ state }: { readonly state: ModelState | undefined }) {
  const t = useText();
  if (!state || state.phase === 'reading') {
    return (
      <p className="model-reading" role="status">
        {t('cad.reading')}
        <progress value={state?.share ?? 0} max={1} aria-label={t('cad.reading')} />
      </p>
    );
  }
  if (state.phase === 'failed') return <ModelReasonText>{reasonText(state.reason)}</ModelReasonText>;
  const { triangles, draws, nodes, bytes, size } = state;
  const [width, height, depth] = size.map((each) => figure(each, 2));
  return (
    <div className="model-facts">
      <p>
        {t('cad.facts', {
          triangles: figure(triangles),
          draws: figure(draws),
          nodes: figure(nodes.length),
          megabytes: figure(bytes / 1024 / 1024, 1),
        })}
      </p>
      <p className="muted">{t('cad.size', { width: width!, height: height!, depth: depth! })}</p>
      {draws > 100 && <p className="muted">{t('cad.manyDraws', { draws: figure(draws) })}</p>}
    </div>
  );
}

function ModelReasonText({ children }: { readonly children: string }) {
  const t = useText();
  return (
    <div className="model-failed" role="alert">
      <b>{t('cad.failed')}</b>
      <p>{children}</p>
      <p className="muted">{t('cad.restStands')}</p>
    </div>
  );
}

interface NodeBindingsProps {
  readonly machine: PlacedMachine;
  readonly node: string;
  readonly bindings: readonly Binding[];
}

function NodeBindings({ machine, node, bindings }: NodeBindingsProps) {
  const t = useText();
  const { index } = useSession();
  const { id } = machine.machine;
  const model = useStore(cadStore, ({ unsaved }) => unsaved.get(id)?.model) ?? machine.machine.model;
  const own = bindings.filter(({ part }) => part === node);
  const axes = model?.axes ?? {};
  const axis = (Object.hasOwn(axes, node) ? axes[node] : undefined) ?? 'y';
  const bind = (binding: Binding, about: Axis) => {
    const others = bindings.filter((each) => each.part !== node || each.as !== binding.as);
    const turned = about !== axis && model ? { model: { ...model, axes: { ...axes, [node]: about } } } : {};
    change(id, { bindings: [...others, binding], ...turned });
  };
  return (
    <section className="model-bindings" aria-label={t('cad.bindings', { node })}>
      <h4>{t('cad.bindings', { node })}</h4>
      {own.length === 0 && <p className="muted">{t('cad.noBindings')}</p>}
      <ul>
        {own.map((binding) => {
          const tag = bindingTag(index, machine, binding);
          const property = t(`cad.properties.${binding.as}`);
          return (
            <li key={`${binding.as} ${binding.tag}`}>
              <span className="model-binding-tag">{tag?.tag.name ?? binding.tag}</span>
              <span className="muted">{property}</span>
              <button
                type="button"
                className="model-unbind"
                title={t('cad.remove')}
                aria-label={t('cad.removeBinding', { property, tag: tag?.tag.name ?? binding.tag })}
                onClick={() => change(id, { bindings: bindings.filter((each) => each !== binding) })}
              >
                <Icon name="close" />
              </button>
            </li>
          );
        })}
      </ul>
      <BindForm key={node} machine={machine} node={node} bindings={bindings} axis={axis} onBind={bind} />
    </section>
  );
}

/** What differs from the plant file, and what to do with it. */
function Unsaved({ machine }: { readonly machine: PlacedMachine }) {
  const t = useText();
  const { feed } = useSession();
  const { id } = machine.machine;
  const changes = useStore(cadStore, ({ undo }) => undo.filter((each) => each.machine === id).length);
  const unsaved = useStore(cadStore, (state) => state.unsaved.get(id));
  const { busy, said, run } = useSaving();
  const save = () =>
    run(async () => {
      if (!unsaved) return '';
      const { restart } = await saveChanges(id, unsaved, feed);
      forgetChanges(id);
      return restart ? t('cad.restart') : t('cad.saved');
    });
  return (
    <div className="model-save">
      {changes > 0 && (
        <>
          <p>{t('cad.unsaved', { count: changes })}</p>
          <div className="model-buttons">
            <button type="button" disabled={busy} onClick={undoChange}>
              {t('cad.undo')}
            </button>
            <button type="button" className="model-primary" disabled={busy} onClick={save}>
              {busy ? t('cad.saving') : t('cad.save')}
            </button>
          </div>
        </>
      )}
      <Said said={said} />
    </div>
  );
}

interface Outcome {
  readonly text: string;
  readonly failed: boolean;
}

export function Said({ said }: { readonly said: Outcome | null }) {
  if (!said || said.text === '') return null;
  return said.failed ? (
    <p className="model-failed" role="alert">
      {said.text}
    </p>
  ) : (
    <p className="muted" role="status">
      {said.text}
    </p>
  );
}

/** Runs one attempt at a time and keeps what came of it. */
export function useSaving() {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Outcome | null>(null);
  useEffect(() => languageStore.subscribe(() => setSaid(null)), []); // it is in the language before
  const run = (work: () => Promise<string>): void => {
    setBusy(true);
    setSaid(null);
    work()
      .then(
        (text) => setSaid({ text, failed: false }),
        (error: unknown) => setSaid({ text: (error as Error).message, failed: true }),
      )
      .finally(() => setBusy(false));
  };
  return { busy, said, run };
}
