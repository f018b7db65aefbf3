-- What else a history is kept of: verdicts on claims and the scales they are given on, judgements on origins, withdrawals of
-- what a source said, and pages of ClaimReview markup.

alter table audit_log drop constraint audit_log_entity_type;
alter table audit_log add constraint audit_log_entity_type check (entity_type in
    ('source', 'article', 'claim', 'link', 'api_key', 'rating_scale', 'assessment', 'origin_judgement', 'source_retraction',
     'claim_review_page'));
