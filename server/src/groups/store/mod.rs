//! All SQL of groups.

mod group;
mod member;
mod text;

pub use group::{
    GroupRow, LeaderRow, Place, add_supervisor, count_back, count_in, count_out, count_supervisors,
    end, find, find_by_code, find_of, insert, list_of, list_supervisors, list_waiting, lock,
    lock_of, move_end, remove_supervisor, replace_code, update,
};
pub use member::{
    MemberRow, NewMember, count_alias, delete_return_code, find_member, find_sent, forget,
    forget_all_of, group_of, holds_place, insert as insert_member, leave, list_members,
    member_by_code, move_member, own_member, put_own_code, put_return_code, reads_first, rename,
    take_pictures_along, use_return_code, whose_return_code, youth_actor,
};
pub use text::{
    CommentRow, NewText, TextRow, find_once, insert as insert_text, list_comments, list_of_member,
    list_queue, mark_published, own as own_text, settle,
};

use crate::db::DbError;

/// What a column's text stands for.
fn code<T: std::str::FromStr>(column: &'static str, text: &str) -> Result<T, DbError> {
    text.parse()
        .map_err(|_| DbError::Inconsistent(format!("{column} is {text:?}")))
}
