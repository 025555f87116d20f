export const alarmsNow = {
  now: 'Now',
  standing_one: 'Now: {{count}} alarm',
  standing_other: 'Now: {{count}} alarms',
  goLive: 'Alarms of now, while the past is shown: back to live',
  raised: 'Now, priority {{priority}}: {{machine}}',
  sound: 'Alarm sounds',
  soundOn: 'Let alarms be heard',
  soundOff: 'Alarms are heard: mute them',
  blocked: 'The browser mutes this page until it is pressed: press to let alarms be heard',
} as const;
