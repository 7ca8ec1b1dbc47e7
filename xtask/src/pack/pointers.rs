//! Takes functions out of the wasm that only code in nobody's reach points at.
//!
//! A function whose address is taken stands in a table, and that keeps wasm-opt from dropping it,
//! even where what took the address is gone. Its number in the table is in use only if it stands
//! somewhere as a constant: in code that can be reached, or as an aligned word of the data. Whatever
//! equals a number in the table counts as one, so what is kept is rather too much than too little.

use std::collections::{BTreeMap, BTreeSet};
use walrus::ir::{Const, Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, DataKind, ElementId, ElementItems, ElementKind, ExportItem, FunctionBuilder,
    FunctionId, FunctionKind, Module,
};

pub fn drop_unused(module: &mut Module) {
    let Some(table) = table(module) else { return };
    let used = used(module, &table);
    let mut nothing = FunctionBuilder::new(&mut module.types, &[], &[]);
    nothing.func_body().unreachable();
    let nothing = nothing.finish(Vec::new(), &mut module.funcs);
    for (number, (element, place, _)) in &table {
        if used.contains(number) {
            continue;
        }
        if let ElementItems::Functions(items) = &mut module.elements.get_mut(*element).items
            && let Some(item) = items.get_mut(*place)
        {
            *item = nothing;
        }
    }
}

/// What stands at which number of the table of functions.
type Table = BTreeMap<u32, (ElementId, usize, FunctionId)>;

/// Nothing where the wasm is not of the form that rustc makes.
fn table(module: &Module) -> Option<Table> {
    let mut numbers = Table::new();
    let mut tables = BTreeSet::new();
    for element in module.elements.iter() {
        let ElementItems::Functions(items) = &element.items else {
            continue;
        };
        let ElementKind::Active { table, offset } = &element.kind else {
            return None;
        };
        tables.insert(*table);
        let first = constant(offset)?;
        for (place, function) in items.iter().enumerate() {
            let number = first.checked_add(u32::try_from(place).ok()?)?;
            numbers.insert(number, (element.id(), place, *function));
        }
    }
    (tables.len() == 1).then_some(numbers)
}

fn constant(expression: &ConstExpr) -> Option<u32> {
    match expression {
        ConstExpr::Value(Value::I32(value)) => Some(value.cast_unsigned()),
        _ => None,
    }
}

fn used(module: &Module, table: &Table) -> BTreeSet<u32> {
    let mut seen = Seen::default();
    words_of_data(module, &mut seen.numbers);
    seen.waiting.extend(module.start);
    seen.waiting.extend(
        module
            .exports
            .iter()
            .filter_map(|export| match export.item {
                ExportItem::Function(function) => Some(function),
                _ => None,
            }),
    );
    let mut reached = BTreeSet::new();
    let mut followed = BTreeSet::new();
    loop {
        while let Some(function) = seen.waiting.pop() {
            if let (true, FunctionKind::Local(local)) =
                (reached.insert(function), &module.funcs.get(function).kind)
            {
                dfs_in_order(&mut seen, local, local.entry_block());
            }
        }
        for (number, (_, _, function)) in table {
            if seen.numbers.contains(number) && followed.insert(*number) {
                seen.waiting.push(*function);
            }
        }
        if seen.waiting.is_empty() {
            return followed;
        }
    }
}

fn words_of_data(module: &Module, numbers: &mut BTreeSet<u32>) {
    for data in module.data.iter() {
        let first = match &data.kind {
            DataKind::Active { offset, .. } => constant(offset).unwrap_or_default(),
            DataKind::Passive => 0,
        };
        let skipped = (4 - first % 4) % 4;
        let aligned = data.value.get(skipped as usize..).unwrap_or_default();
        numbers.extend(aligned.chunks_exact(4).filter_map(|word| {
            let word: [u8; 4] = word.try_into().ok()?;
            Some(u32::from_le_bytes(word))
        }));
    }
}

/// What the code that was looked at calls and names.
#[derive(Default)]
struct Seen {
    numbers: BTreeSet<u32>,
    waiting: Vec<FunctionId>,
}

impl<'code> Visitor<'code> for Seen {
    fn visit_function_id(&mut self, function: &FunctionId) {
        self.waiting.push(*function);
    }

    fn visit_const(&mut self, found: &Const) {
        match found.value {
            Value::I32(value) => {
                self.numbers.insert(value.cast_unsigned());
            }
            // Two words at once.
            Value::I64(value) => {
                let [a, b, c, d, e, f, g, h] = value.to_le_bytes();
                self.numbers.insert(u32::from_le_bytes([a, b, c, d]));
                self.numbers.insert(u32::from_le_bytes([e, f, g, h]));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::RefType;
    use walrus::ir::Value;

    /// Four functions in the table from 1001 on: `main` calls through 1001, which names 1002; the
    /// data names 1003; nobody names 1004.
    fn module() -> (Module, ElementId, Vec<FunctionId>) {
        let mut module = Module::default();
        let functions: Vec<FunctionId> = [Some(1002), None, None, None]
            .into_iter()
            .map(|names| {
                let mut body = FunctionBuilder::new(&mut module.types, &[], &[]);
                if let Some(number) = names {
                    body.func_body().i32_const(number).drop();
                }
                body.finish(Vec::new(), &mut module.funcs)
            })
            .collect();
        let table = module.tables.add_local(false, 1100, None, RefType::FUNCREF);
        let offset = ConstExpr::Value(Value::I32(1001));
        let kind = ElementKind::Active { table, offset };
        let items = ElementItems::Functions(functions.clone());
        let element = module.elements.add(kind, items);
        module.tables.get_mut(table).elem_segments.insert(element);
        let kind = module.types.add(&[], &[]);
        let mut main = FunctionBuilder::new(&mut module.types, &[], &[]);
        main.func_body().i32_const(1001).call_indirect(kind, table);
        let main = main.finish(Vec::new(), &mut module.funcs);
        module.exports.add("main", main);
        let memory = module.memories.add_local(false, false, 1, None, None);
        let offset = ConstExpr::Value(Value::I32(18));
        // Aligned words begin at the third byte.
        let value = vec![0, 0, 0xeb, 0x03, 0, 0, 0xec];
        module.data.add(DataKind::Active { memory, offset }, value);
        (module, element, functions)
    }

    #[test]
    fn only_what_nobody_can_reach_is_dropped() {
        let (mut module, element, before) = module();
        drop_unused(&mut module);
        let ElementItems::Functions(after) = &module.elements.get(element).items else {
            panic!("functions stay functions");
        };
        assert_eq!(after[..3], before[..3]);
        assert_ne!(after[3], before[3]);
    }
}
