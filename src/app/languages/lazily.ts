import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { openLater } from './language.ts';

/** A component that is fetched, with its texts, when it is first shown. */
export const lazily = <P extends object>(
  load: () => Promise<ComponentType<P>>,
): LazyExoticComponent<ComponentType<P>> =>
  lazy(async () => {
    const [component] = await Promise.all([load(), openLater()]);
    return { default: component };
  });
