import { type ComponentProps, Suspense } from 'react';
import { lazily } from '../../languages/lazily.ts';

const List = lazily(() => import('./forecast-list.tsx').then(({ ForecastList }) => ForecastList));
const Nearest = lazily(() => import('./wall-forecast.tsx').then(({ WallForecast }) => WallForecast));

/** Fetched beside the first picture and not before it. */
export const ForecastList = (props: ComponentProps<typeof List>) => (
  <Suspense>
    <List {...props} />
  </Suspense>
);

export const WallForecast = () => (
  <Suspense>
    <Nearest />
  </Suspense>
);
