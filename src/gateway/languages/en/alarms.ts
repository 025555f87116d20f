/** What people are told who act on alarms. */
export const alarms = {
  whichAlarms: 'An action names from one to {{most}} alarms: choose them anew.',
  past: 'The page shows the past, where nothing can be done about alarms: go back to live first.',
  noAction: 'This cannot be done with an alarm: load the page anew.',
  minutes: 'An alarm is shelved for {{minutes}} minutes: choose one of these.',
  reason: 'A reason is needed, of at most {{most}} characters: say why.',
  unknown: 'There is no such alarm any more: the plant was changed meanwhile.',
  nothingToAcknowledge: 'This alarm is over: there is nothing to acknowledge.',
  alreadyAcknowledged: 'This alarm is acknowledged already.',
  notAnnounced: 'This alarm is shelved, suppressed or out of service: there is nothing to acknowledge.',
  notShelved: 'This alarm is not shelved any more.',
  isOutOfService: 'This alarm is out of service: return it to service first.',
  notOutOfService: 'This alarm is in service already.',
  notKept: "This cannot be kept on the gateway's disk ({{code}}), and was not done: make room there and try again.",
  notYet: 'The record is being filled: alarms can be acted upon in a moment.',
  recording: 'This is a recording: nothing can be done about its alarms.',
} as const;
