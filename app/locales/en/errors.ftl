## Errors: what happened and what to do
error-not_found-title = This page does not exist
error-not_found-help = The link may be old or mistyped. Search the proposals or begin at the start page.
error-request-id = Quote this number if you contact us: { $id }
error-to-proposals = To all proposals
error-to-start = To the start page
