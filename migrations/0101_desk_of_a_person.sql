-- Open records of one person, and those that rest: a few rows among thousands of open ones.
CREATE INDEX desk_by_assignee ON desk (assignee) WHERE state = 'open' AND assignee IS NOT NULL;
CREATE INDEX desk_snoozed ON desk (snoozed_until) WHERE state = 'open' AND snoozed_until IS NOT NULL;
