/** What is wrong with a request, or with what it asks for. */
export const requests = {
  failed: 'the gateway could not answer; its log says why',
  tooManyChanges: 'more than {{most}} changes in this window: choose a shorter one',
  longQuestion: 'a question is text of at most {{most}} characters',
  noTag: 'no such tag',
  endsBeforeStart: 'the window ends before it starts',
  longWindow: 'choose a window of at most {{days}} days',
  filter: 'filter must leave out known kinds of events, and name a machine of this plant or none',
  grouping: 'figures are by one of {{groupings}}',
  samples: 'samples must be a list of [slot, time], at most {{most}}',
  wholeNumber: '{{name}} must be a whole number from 1 to {{most}}',
  time: '{{name}} must be a time in epoch milliseconds',
} as const;
