export const postgres = {
  place: 'PostgreSQL at {{server}}, database {{database}}',
  noAddress:
    'The address of the history is not a PostgreSQL address: write postgres://user:password@host:5432/database, with special characters of the password in percent encoding (@ is %40, / is %2F, # is %23).',
  wrongPassword:
    'PostgreSQL at {{server}} refuses the password of user {{user}}: correct it in the address of the history.',
  noPassword:
    'PostgreSQL at {{server}} wants a password for user {{user}}: put it into the address of the history, or set PGPASSWORD.',
  wantsTls:
    'PostgreSQL at {{server}} requires TLS of user {{user}}: add ?sslmode=verify-full to the address of the history.',
  notLetIn: 'PostgreSQL at {{server}} does not let user {{user}} in ({{why}}): correct the user, or allow it there.',
  noDatabase:
    'PostgreSQL at {{server}} has no database {{database}}: create it, or correct the address of the history.',
  noTls: 'PostgreSQL at {{server}} has no TLS: take sslmode out of the address of the history, or turn TLS on there.',
  notTrusted:
    'The certificate of PostgreSQL at {{server}} is not trusted ({{why}}): name its authority with sslrootcert=<file> in the address.',
  refuses: 'PostgreSQL at {{server}} refuses connections ({{code}}): start it, or correct the address of the history.',
  notFound: 'PostgreSQL at {{server}} cannot be found ({{code}}): correct the host in the address of the history.',
  silent:
    'PostgreSQL at {{server}} does not answer ({{why}}): check that it runs and that its host and port can be reached.',
  ended: 'PostgreSQL at {{server}} has ended the connection ({{why}}): check that it runs.',
  startingUp: 'PostgreSQL at {{server}} is starting up or shutting down: try again in a moment.',
  tooMany: 'PostgreSQL at {{server}} has too many connections: end some, or raise max_connections there.',
  diskFull: 'The disk of PostgreSQL at {{server}} is full: make room.',
  readOnly: 'PostgreSQL at {{server}} is read-only, as a standby is: give the address of the primary.',
  mayNot:
    'User {{user}} may not keep a history in database {{database}} of PostgreSQL at {{server}} ({{why}}): GRANT CREATE ON DATABASE it.',
  otherwise: 'PostgreSQL at {{server}}, database {{database}}, cannot keep the history: {{why}}',
  tooOld: '{{place}}, is version {{version}}: a history needs {{oldest}} or newer.',
  inUse: 'The history in {{place}}, schema {{schema}}, is in use by {{holder}}: stop it, or choose another database.',
  anotherGateway: 'another gateway',
  holderAt: '{{holder}} (from {{address}})',
  otherVersion:
    'The history in {{place}}, schema {{schema}}, was written by another version of Gemba (store version {{found}}, this one reads {{version}}): start that version, or choose another database.',
  otherPlant:
    'The history in {{place}}, schema {{schema}}, is that of plant {{found}}: give plant {{plant}} another id, or another database.',
} as const;
