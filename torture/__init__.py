"""What a store must survive: kills, crowds, full disks and torn logs, each judged by its digest and by verify."""
