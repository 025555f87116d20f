import { Component, type ReactNode } from 'react';
import { createStore } from 'zustand/vanilla';

/** Whether some part of the wall could not be shown: the watchdog reads it. */
export const guardStore = createStore<{ readonly broken: boolean }>(() => ({ broken: false }));

interface Props {
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

/** Keeps a fault of what it holds from taking the rest of the wall along. React logs the fault itself. */
export class Guard extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(): void {
    guardStore.setState({ broken: true });
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
