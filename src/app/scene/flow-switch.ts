import { createStore } from 'zustand/vanilla';

/** Whether material is drawn as it flows: on at the desk, off on the wall. */
export const flowSwitch = createStore<{ readonly showFlow: boolean }>(() => ({ showFlow: true }));

export const showFlow = (on: boolean): void => flowSwitch.setState({ showFlow: on });
