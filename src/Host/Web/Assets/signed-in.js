// Tells the designer's tab, which waits with what it could not save.
new BroadcastChannel('caseworkflows-session').postMessage('signed-in');
window.close();
