-- What the overview counts: cases by when they ended, tasks by when they were done.
CREATE INDEX ix_cases_closed ON cases (association_key, closed_at, satisfaction_score) WHERE closed_at IS NOT NULL;
CREATE INDEX ix_user_tasks_done ON user_tasks (association_key, completed_at, activity_type, created_at) WHERE completed_at IS NOT NULL;
