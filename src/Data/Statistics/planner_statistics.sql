-- name: PlannerStatisticsRefresh
select refresh_planner_statistics();
