BEGIN TRANSACTION;
CREATE TABLE meta (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('schema_version','1');
INSERT INTO "meta" VALUES('last_business_day','2026-11-25');
CREATE TABLE pending_request (
	request_id TEXT NOT NULL, 
	lane TEXT NOT NULL, 
	class TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	PRIMARY KEY (request_id)
);
INSERT INTO "pending_request" VALUES('00000000-0000-0000-0000-000000000063','a','normal','2026-11-25 02:48:00.000000');
CREATE TABLE print_job (
	business_day DATE NOT NULL, 
	job INTEGER NOT NULL, 
	attempt INTEGER NOT NULL, 
	ticket_id INTEGER, 
	purpose TEXT NOT NULL, 
	reprint BOOLEAN NOT NULL, 
	picture_sha256 TEXT NOT NULL, 
	bytes_total INTEGER NOT NULL, 
	bytes_sent INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	outcome TEXT, 
	evidence TEXT, 
	conditions TEXT NOT NULL, 
	model TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	first_byte_at DATETIME, 
	ended_at DATETIME, 
	PRIMARY KEY (business_day, job, attempt), 
	CONSTRAINT known_purpose CHECK (purpose IN ('ticket', 'checklist', 'status', 'test')), 
	CONSTRAINT known_state CHECK (state IN ('ready_to_send', 'sending', 'sent', 'over')), 
	CONSTRAINT known_outcome CHECK (outcome IN ('printed', 'assumed', 'not-printed', 'unknown'))
);
INSERT INTO "print_job" VALUES('2026-11-25',1,1,1,'ticket',0,'0000000000000000000000000000000000000000000000000000000000000000',0,0,'over','printed',NULL,'','','2026-11-25 02:48:00.000000',NULL,NULL);
CREATE TABLE series_counter (
	business_day DATE NOT NULL, 
	series TEXT NOT NULL, 
	last_n INTEGER NOT NULL, 
	PRIMARY KEY (business_day, series)
);
INSERT INTO "series_counter" VALUES('2026-11-25','A',3);
INSERT INTO "series_counter" VALUES('2026-11-25','B',3);
CREATE TABLE ticket (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	business_day DATE NOT NULL, 
	series TEXT NOT NULL, 
	n INTEGER NOT NULL, 
	lane TEXT NOT NULL, 
	class TEXT NOT NULL, 
	request_id TEXT NOT NULL, 
	supersedes_request_id TEXT, 
	kiosk_no INTEGER NOT NULL, 
	origin TEXT NOT NULL, 
	issued_at DATETIME NOT NULL, 
	clock_trusted BOOLEAN NOT NULL, 
	release_no INTEGER NOT NULL, 
	est_low_min INTEGER, 
	est_high_min INTEGER, 
	ahead_at_issue INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	counter INTEGER, 
	calls INTEGER NOT NULL, 
	called_at DATETIME, 
	serving_at DATETIME, 
	ended_at DATETIME, 
	end_reason TEXT, 
	valid_until DATETIME NOT NULL, 
	CONSTRAINT one_number_once UNIQUE (business_day, series, n), 
	CONSTRAINT known_origin CHECK (origin IN ('lobby', 'alone')), 
	CONSTRAINT known_state CHECK (state IN ('waiting', 'called', 'serving', 'absent', 'done', 'void', 'expired')), 
	UNIQUE (request_id)
);
INSERT INTO "ticket" VALUES(1,'2026-11-25','A',1,'a','normal','00000000-0000-0000-0000-000000000001',NULL,1,'lobby','2026-11-25 02:42:00.000000',1,0,NULL,NULL,0,'waiting',NULL,0,NULL,NULL,NULL,NULL,'2026-11-25 17:00:00.000000');
INSERT INTO "ticket" VALUES(2,'2026-11-25','B',1,'b','normal','00000000-0000-0000-0000-000000000002',NULL,1,'lobby','2026-11-25 02:43:00.000000',1,0,NULL,NULL,0,'waiting',NULL,0,NULL,NULL,NULL,NULL,'2026-11-25 17:00:00.000000');
INSERT INTO "ticket" VALUES(3,'2026-11-25','A',2,'a','normal','00000000-0000-0000-0000-000000000003',NULL,1,'lobby','2026-11-25 02:44:00.000000',1,0,NULL,NULL,1,'waiting',NULL,0,NULL,NULL,NULL,NULL,'2026-11-25 17:00:00.000000');
INSERT INTO "ticket" VALUES(4,'2026-11-25','B',2,'b','normal','00000000-0000-0000-0000-000000000004',NULL,1,'lobby','2026-11-25 02:45:00.000000',1,0,NULL,NULL,1,'waiting',NULL,0,NULL,NULL,NULL,NULL,'2026-11-25 17:00:00.000000');
INSERT INTO "ticket" VALUES(5,'2026-11-25','A',3,'a','normal','00000000-0000-0000-0000-000000000005',NULL,1,'lobby','2026-11-25 02:46:00.000000',1,0,NULL,NULL,2,'waiting',NULL,0,NULL,NULL,NULL,NULL,'2026-11-25 17:00:00.000000');
INSERT INTO "ticket" VALUES(6,'2026-11-25','B',3,'b','normal','00000000-0000-0000-0000-000000000006',NULL,1,'lobby','2026-11-25 02:47:00.000000',1,0,NULL,NULL,2,'waiting',NULL,0,NULL,NULL,NULL,NULL,'2026-11-25 17:00:00.000000');
CREATE TABLE ticket_event (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	ticket_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	kind TEXT NOT NULL, 
	counter INTEGER, 
	why TEXT, 
	actor TEXT NOT NULL, 
	CONSTRAINT known_actor CHECK (actor IN ('kiosk', 'counter', 'system')), 
	FOREIGN KEY(ticket_id) REFERENCES ticket (id)
);
INSERT INTO "ticket_event" VALUES(1,1,'2026-11-25 02:42:00.000000','issued',NULL,NULL,'kiosk');
INSERT INTO "ticket_event" VALUES(2,2,'2026-11-25 02:43:00.000000','issued',NULL,NULL,'kiosk');
INSERT INTO "ticket_event" VALUES(3,3,'2026-11-25 02:44:00.000000','issued',NULL,NULL,'kiosk');
INSERT INTO "ticket_event" VALUES(4,4,'2026-11-25 02:45:00.000000','issued',NULL,NULL,'kiosk');
INSERT INTO "ticket_event" VALUES(5,5,'2026-11-25 02:46:00.000000','issued',NULL,NULL,'kiosk');
INSERT INTO "ticket_event" VALUES(6,6,'2026-11-25 02:47:00.000000','issued',NULL,NULL,'kiosk');
CREATE INDEX waiting_in_lane ON ticket (business_day, lane, state, issued_at);
CREATE UNIQUE INDEX one_ticket_a_counter ON ticket (counter) WHERE state IN ('called', 'serving');
CREATE INDEX jobs_of_ticket ON print_job (ticket_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('ticket',6);
INSERT INTO "sqlite_sequence" VALUES('ticket_event',6);
COMMIT;
