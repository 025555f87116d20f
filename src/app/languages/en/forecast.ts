export const forecast = {
  title: 'Forecast',
  none: 'Nothing is foretold to pass a limit within 24 h',
  liveOnly: 'Forecasts are of now: they are shown when live',
  reaches: '{{machine}}: {{what}}',
  what: '{{tag}} reaches {{limit}} {{value}} between {{earliest}} and {{latest}} (most likely {{likely}})',
  next: '{{tag}}: {{value}} between {{earliest}} and {{latest}}',
  limit: { low: 'low limit', high: 'high limit', lowLow: 'very low limit', highHigh: 'very high limit' },
  later_one: '{{count}} later',
  later_other: '{{count}} later',
  laterThan_one: '{{count}} forecast is later than the timeline shows: zoom out',
  laterThan_other: '{{count}} forecasts are later than the timeline shows: zoom out',
  fan: 'Foretold, no measurement. Dark band: every second course, light band: 9 of 10.',
} as const;
