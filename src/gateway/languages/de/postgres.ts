export const postgres = {
  place: 'PostgreSQL auf {{server}}, Datenbank {{database}}',
  noAddress:
    'Die Adresse der Aufzeichnung ist keine PostgreSQL-Adresse: Schreiben Sie postgres://user:password@host:5432/database, Sonderzeichen des Passworts in Prozentkodierung (@ ist %40, / ist %2F, # ist %23).',
  wrongPassword:
    'PostgreSQL auf {{server}} lehnt das Passwort des Benutzers {{user}} ab: Berichtigen Sie es in der Adresse der Aufzeichnung.',
  noPassword:
    'PostgreSQL auf {{server}} verlangt ein Passwort für den Benutzer {{user}}: Schreiben Sie es in die Adresse der Aufzeichnung oder setzen Sie PGPASSWORD.',
  wantsTls:
    'PostgreSQL auf {{server}} verlangt TLS vom Benutzer {{user}}: Hängen Sie ?sslmode=verify-full an die Adresse der Aufzeichnung.',
  notLetIn:
    'PostgreSQL auf {{server}} lässt den Benutzer {{user}} nicht ein ({{why}}): Berichtigen Sie den Benutzer oder lassen Sie ihn dort zu.',
  noDatabase:
    'PostgreSQL auf {{server}} hat keine Datenbank {{database}}: Legen Sie sie an oder berichtigen Sie die Adresse der Aufzeichnung.',
  noTls:
    'PostgreSQL auf {{server}} hat kein TLS: Nehmen Sie sslmode aus der Adresse der Aufzeichnung oder schalten Sie TLS dort ein.',
  notTrusted:
    'Dem Zertifikat von PostgreSQL auf {{server}} wird nicht vertraut ({{why}}): Nennen Sie in der Adresse seine Zertifizierungsstelle mit sslrootcert=<Datei>.',
  refuses:
    'PostgreSQL auf {{server}} nimmt keine Verbindungen an ({{code}}): Starten Sie es oder berichtigen Sie die Adresse der Aufzeichnung.',
  notFound:
    'PostgreSQL auf {{server}} ist nicht zu finden ({{code}}): Berichtigen Sie den Host in der Adresse der Aufzeichnung.',
  silent:
    'PostgreSQL auf {{server}} antwortet nicht ({{why}}): Prüfen Sie, ob es läuft und ob Host und Port erreichbar sind.',
  ended: 'PostgreSQL auf {{server}} hat die Verbindung beendet ({{why}}): Prüfen Sie, ob es läuft.',
  startingUp: 'PostgreSQL auf {{server}} fährt gerade hoch oder herunter: Versuchen Sie es gleich noch einmal.',
  tooMany:
    'PostgreSQL auf {{server}} hat zu viele Verbindungen: Beenden Sie einige oder erhöhen Sie dort max_connections.',
  diskFull: 'Der Datenträger von PostgreSQL auf {{server}} ist voll: Schaffen Sie Platz.',
  readOnly:
    'PostgreSQL auf {{server}} ist schreibgeschützt wie ein Standby-Server: Geben Sie die Adresse des primären an.',
  mayNot:
    'Der Benutzer {{user}} darf in der Datenbank {{database}} von PostgreSQL auf {{server}} keine Aufzeichnung führen ({{why}}): Geben Sie ihm das Recht mit GRANT CREATE ON DATABASE.',
  otherwise: 'PostgreSQL auf {{server}}, Datenbank {{database}}, kann die Aufzeichnung nicht führen: {{why}}',
  tooOld: '{{place}}, hat Version {{version}}: Eine Aufzeichnung braucht {{oldest}} oder neuer.',
  inUse:
    'Die Aufzeichnung in {{place}}, Schema {{schema}}, ist belegt von {{holder}}: Beenden Sie den Prozess oder wählen Sie eine andere Datenbank.',
  anotherGateway: 'einem anderen Gateway',
  holderAt: '{{holder}} (von {{address}})',
  otherVersion:
    'Die Aufzeichnung in {{place}}, Schema {{schema}}, hat eine andere Version von Gemba geschrieben (Speicherversion {{found}}, diese hier liest {{version}}): Starten Sie jene Version oder wählen Sie eine andere Datenbank.',
  otherPlant:
    'Die Aufzeichnung in {{place}}, Schema {{schema}}, ist die des Werks {{found}}: Geben Sie dem Werk {{plant}} eine andere id oder eine andere Datenbank.',
};
