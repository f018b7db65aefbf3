-- Verdicts that newsrooms published are stored letter for letter, and some are whole paragraphs. The labels of a scale stay short:
-- they are what somebody chooses from.

alter table assessments drop constraint assessments_rating_text_length;
alter table assessments add constraint assessments_rating_text_length check (char_length(rating_text) between 1 and 10000);
