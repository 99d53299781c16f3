@echo off
rem skpd-eval for Windows: no installer, no administrator's rights. It works from any folder.
setlocal
"%~dp0python\python.exe" -X utf8 -m skpd_eval %*
exit /b %errorlevel%
